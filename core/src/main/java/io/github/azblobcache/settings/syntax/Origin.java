package io.github.azblobcache.settings.syntax;

/**
 * One part of a cache's description as it counts, and where it comes from. Has no secret in it.
 *
 * @param part what it is, for instance {@code account_url}
 * @param value what counts; the kind alone of what is secret
 * @param place where it was written, in the words of the place, or that it is a default
 */
public record Origin(String part, String value, String place) {

  public static final String DEFAULT = "default";
}
