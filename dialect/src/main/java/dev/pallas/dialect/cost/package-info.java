/** What queries cost: counted per session and per factory, and held to a budget. */
@NullMarked
package dev.pallas.dialect.cost;

import org.jspecify.annotations.NullMarked;
