/**
 * Whole Maven builds, timed: what the cache gains and what it costs.
 *
 * <p>{@link io.github.azblobcache.benchmarks.Benchmarks} is the program. A {@code Lab} has the
 * servers and the Maven; a {@code Checkout} is one runner in the state that a measurement begins
 * with; a {@code Row} measures its variants, one after the other in each round, and each measured
 * run is checked afterwards to be what it claims to be. {@code Report} prints and publishes.
 */
package io.github.azblobcache.benchmarks;
