/** AWS JSON 1.1 over HTTP: dispatch, error shapes, and signature verification. */
@NullMarked
package dev.pallas.local.internal.http;

import org.jspecify.annotations.NullMarked;
