/**
 * The real parts that tests and benchmarks run against, and the data to feed them.
 *
 * <ul>
 *   <li>{@link io.github.azblobcache.testkit.Azurite}, {@link
 *       io.github.azblobcache.testkit.DockerRegistry}, {@link
 *       io.github.azblobcache.testkit.DockerDaemon}: servers on free ports of this machine. Each
 *       has a {@code shared()}, one for all tests of a JVM, and a {@code start()} for a test that
 *       needs its own.
 *   <li>{@link io.github.azblobcache.testkit.RealParts}: what to do where one of them is missing.
 *   <li>{@link io.github.azblobcache.testkit.ThrottlingProxy}: a slow, stalling or broken network
 *       before any of them.
 *   <li>{@link io.github.azblobcache.testkit.MavenRuns}: a real Maven of a chosen version.
 *   <li>{@link io.github.azblobcache.testkit.RandomBytes}, {@link
 *       io.github.azblobcache.testkit.RandomLayer}, {@link
 *       io.github.azblobcache.testkit.FileTrees}: data that is the same in every run.
 * </ul>
 */
@NullMarked
package io.github.azblobcache.testkit;

import org.jspecify.annotations.NullMarked;
