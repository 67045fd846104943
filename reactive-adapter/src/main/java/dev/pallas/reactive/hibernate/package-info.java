/**
 * What Hibernate Reactive needs to run on Athena, found by the service loader: nothing here is called by an application, and
 * nothing changes for a session factory whose URL is another database's.
 */
@NullMarked
package dev.pallas.reactive.hibernate;

import org.jspecify.annotations.NullMarked;
