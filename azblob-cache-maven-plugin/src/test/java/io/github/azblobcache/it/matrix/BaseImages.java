package io.github.azblobcache.it.matrix;

import io.github.azblobcache.it.BaseRegistry;
import io.github.azblobcache.testkit.DockerRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Base images in a registry of their own, so that it can be seen what one build asks for; and those
 * in a tar file and in Docker, which are everybody's. For one build at a time.
 */
final class BaseImages implements AutoCloseable {

  private static final List<String> PLATFORMS = List.of("amd64", "arm64");
  private static final String FROM = "-Djib.from.image=";

  /** Builds {@code scratch} images. */
  interface Maker {
    /** Runs a goal of Jib's, and gives the checkout. */
    Path make(String name, String goal, String... arguments) throws IOException;
  }

  private final BaseRegistry registry = new BaseRegistry();
  private final Map<Base, List<String>> arguments = new EnumMap<>(Base.class);
  private final Set<String> layers = new HashSet<>();

  /**
   * Makes those in the registry. Close it.
   *
   * @param tar an image, which Docker has too
   */
  BaseImages(Path tar, Maker maker) throws IOException {
    for (String platform : PLATFORMS) {
      maker.make(
          "base-" + platform + "-" + registry.address().replaceAll("\\D", ""),
          "build",
          "-Djib.from.platforms=linux/" + platform,
          "-Djib.to.image=" + registry.image("base:" + platform),
          "-Djib.container.appRoot=/" + platform);
      List<String> blobs = registry.blobs("base", platform);
      layers.addAll(blobs.subList(1, blobs.size()));
    }
    registry.publishList("base", "both", PLATFORMS);
    arguments.put(Base.TAG, List.of(FROM + registry.image("base:amd64")));
    arguments.put(Base.PINNED, List.of(FROM + registry.pinned("base", "amd64")));
    arguments.put(Base.TAR, List.of(FROM + "tar://" + tar));
    arguments.put(Base.DOCKER, List.of(FROM + "docker://" + inDocker()));
    OciImages oci = new OciImages(registry, "base");
    layers.addAll(oci.publishZstd("zstd"));
    arguments.put(Base.ZSTD, List.of(FROM + registry.image("base:zstd")));
    oci.publishAttested("attested", "amd64");
    arguments.put(Base.ATTESTED, List.of(FROM + registry.pinned("base", "attested")));
    arguments.put(
        Base.TWO_PLATFORMS,
        List.of(
            FROM + registry.image("base:both"), "-Djib.from.platforms=linux/amd64,linux/arm64"));
  }

  /** Loads an image into Docker, and has Docker save it: its layers are then not compressed. */
  static Path tar(Maker maker, Map<String, String> environment) throws IOException {
    Path built =
        maker
            .make("base-tar", "buildTar", "-Djib.to.image=" + inDocker())
            .resolve("target/jib-image.tar");
    Path saved = built.resolveSibling("saved.tar");
    docker(environment, "load", "-i", built.toString());
    docker(environment, "save", "-o", saved.toString(), inDocker());
    return saved;
  }

  private static void docker(Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> line = new ArrayList<>(List.of("docker"));
    line.addAll(List.of(arguments));
    ProcessBuilder docker = new ProcessBuilder(line);
    docker.environment().putAll(environment);
    Process process = docker.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(output);
    }
  }

  private static String inDocker() {
    return DockerRegistry.shared().address() + "/application";
  }

  /** The arguments of a build with that base image. */
  List<String> arguments(Base base) {
    return arguments.get(base);
  }

  /**
   * What a build with that base image has asked the registry for, and should not: layers, and of a
   * pinned image anything.
   */
  List<String> tooMuch(Base base, BaseRegistry.Pulling build) throws IOException {
    List<String> tooMuch = new ArrayList<>();
    for (String request : registry.asked(build)) {
      if (base.isPinned() || layers.stream().anyMatch(request::endsWith)) {
        tooMuch.add(request);
      }
    }
    return tooMuch;
  }

  @Override
  public void close() {
    registry.close();
  }
}
