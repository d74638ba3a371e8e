package io.github.azblobcache.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which versions are measured, and the files that come with this program. */
final class Versions {

  private static final Pattern MAVEN = Pattern.compile("apache-maven-([^/]+)-bin\\.zip");

  private Versions() {}

  /** Ours. */
  static String own() {
    return property("azblob-cache");
  }

  static String jib() {
    return property("jib");
  }

  /** The Maven that the project's wrapper names. */
  static String maven(Path project) throws IOException {
    Path wrapper = project.resolve(".mvn/wrapper/maven-wrapper.properties");
    Matcher found = MAVEN.matcher(Files.readString(wrapper));
    if (!found.find()) {
      throw new IOException("No version of Maven in " + wrapper);
    }
    return found.group(1);
  }

  private static String property(String name) {
    Properties versions = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions.getProperty(name);
  }

  /** The text of a file beside this class. */
  static String text(String resource) throws IOException {
    try (InputStream in = Versions.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
