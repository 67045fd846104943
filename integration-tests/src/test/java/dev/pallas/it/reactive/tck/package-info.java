/**
 * The technology compatibility kit of the Vert.x SQL client, against the engine. What does not run, and why, is the table in
 * {@code docs/reactive.md}.
 */
package dev.pallas.it.reactive.tck;
