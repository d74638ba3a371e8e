package io.github.azblobcache.maven.init;

/**
 * What names an artifact.
 *
 * @param groupId for instance {@code com.example}
 * @param artifactId unique in the group
 * @param version of the artifact
 */
public record Coordinates(String groupId, String artifactId, String version) {}
