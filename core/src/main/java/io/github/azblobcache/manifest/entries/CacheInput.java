package io.github.azblobcache.manifest.entries;

/**
 * A link from a record to one that it depends on. Never written here, only kept.
 *
 * @param selector which part of that record's result is meant; empty for all of it
 * @param link an index into the manifest's records
 */
public record CacheInput(String selector, int link) {}
