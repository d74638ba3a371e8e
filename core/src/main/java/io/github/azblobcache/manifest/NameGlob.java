package io.github.azblobcache.manifest;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A pattern for names of manifests and images: {@code *} is any number of characters, {@code ?} is
 * one. Both match slashes too.
 *
 * @param pattern for instance {@code release-*}
 */
public record NameGlob(String pattern) {

  /**
   * @throws IllegalArgumentException if the pattern is empty
   */
  public NameGlob {
    if (pattern.isBlank()) {
      throw new IllegalArgumentException("An empty pattern matches no name");
    }
  }

  /** Whether the whole name is as the pattern says. */
  public boolean matches(String name) {
    String regex =
        pattern
            .codePoints()
            .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
            .collect(Collectors.joining());
    return name.matches("(?s)" + regex);
  }
}
