package io.github.azblobcache.check;

/**
 * One step of a check.
 *
 * @param name what was looked at, for instance {@code dns}
 * @param outcome what became of it
 * @param detail what was found, or why there is nothing
 * @param advice what to do; empty if there is nothing to do
 */
public record CheckStep(String name, Outcome outcome, String detail, String advice) {}
