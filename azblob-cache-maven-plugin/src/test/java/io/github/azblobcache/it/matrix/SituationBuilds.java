package io.github.azblobcache.it.matrix;

import io.github.azblobcache.it.BaseRegistry;
import io.github.azblobcache.testkit.DockerRegistry;
import io.github.azblobcache.testkit.MavenRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The Mavens that are run, and what several situations need once. May be used from any thread. */
final class SituationBuilds {

  private static final Situation USUAL =
      new Situation(
          "3.9.16", 17, Situation.NEWEST_JIB, Face.PLUGIN, Run.BUILD_TAR, Base.TAG, false);

  private final Surroundings surroundings;
  private final Map<String, String> digests = new ConcurrentHashMap<>();
  private final Map<String, MavenRun> filled = new ConcurrentHashMap<>();

  SituationBuilds(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Fills the repository of artifacts, one build after the other: Maven 3.6 can't share it while
   * somebody writes there.
   */
  void warmUp() throws IOException {
    for (String maven : List.of("3.6.3", "4.0.0-rc-6")) {
      for (String jib : Situation.JIBS) {
        for (Face face : List.of(Face.PLUGIN, Face.JIB_EXTENSION)) {
          // Another Maven wants the same of Jib
          if (maven.equals("3.6.3") || jib.equals(Situation.NEWEST_JIB)) {
            warmUp(new Situation(maven, 17, jib, face, Run.BUILD_TAR, Base.ZSTD, false));
          }
        }
      }
    }
  }

  private void warmUp(Situation it) throws IOException {
    SituationMachine.make(surroundings.work().resolve("warm-up"), it, surroundings)
        .withCache()
        .maven(line("buildTar", List.of(), "-Dazblob-cache.skip"))
        .orFail();
  }

  /** A base image in a tar file, and in Docker. */
  Path baseInTar() throws IOException {
    return BaseImages.tar(this::scratch, surroundings.environment());
  }

  /** Base images for one build at a time. */
  BaseImages bases(Path tar) throws IOException {
    return new BaseImages(tar, this::scratch);
  }

  private Path scratch(String name, String goal, String... arguments) throws IOException {
    SituationMachine machine =
        SituationMachine.make(surroundings.work().resolve(name), USUAL, surroundings);
    machine.maven(line(goal, List.of(), arguments)).orFail();
    return machine.checkout();
  }

  /** A new machine of somebody in that situation. */
  SituationMachine machine(Situation it, String name) throws IOException {
    Path place = surroundings.work().resolve(it.name()).resolve(name);
    return SituationMachine.make(place, it, surroundings).withCache();
  }

  /** Runs a goal of Jib's there. */
  Build build(Situation it, String name, BaseImages bases, String... more) throws IOException {
    SituationMachine machine = machine(it, name);
    List<String> line = new ArrayList<>(imageLine(it, bases));
    line.addAll(List.of(more));
    return new Build(machine.checkout(), machine.maven(line).orFail());
  }

  /** What is typed to make the image: the goal of Jib's, or one that fits. */
  List<String> imageLine(Situation it, BaseImages bases) {
    String goal =
        it.run().isOfJib()
            ? it.run().goal()
            : it.base() == Base.TWO_PLATFORMS ? "build" : "buildTar";
    return line(
        goal,
        bases.arguments(it.base()),
        "-Djib.to.image=" + DockerRegistry.shared().address() + "/" + it.name());
  }

  private static List<String> line(String goal, List<String> base, String... more) {
    return Stream.of(
            List.of("compile", "jib:" + goal), base, BaseRegistry.PLAIN_HTTP, List.of(more))
        .flatMap(List::stream)
        .toList();
  }

  /** A goal is known by its prefix where the POM has the plugin, and anywhere by its whole name. */
  String named(Situation it) {
    return it.face() == Face.PLUGIN
        ? "azblob-cache:" + it.run().goal()
        : "io.github.azblobcache:azblob-cache-maven-plugin:%s:%s"
            .formatted(surroundings.version(), it.run().goal());
  }

  /** The arguments that import from and export to a cache, in this order. */
  String[] cache(Situation it, String name) {
    String cache = surroundings.cache(it.proxy()) + ",prefix=" + name + "/,mode=max";
    return new String[] {"-Dazblob-cache.from=" + cache, "-Dazblob-cache.to=" + cache};
  }

  /** The digest of the image that Jib makes without azblob-cache: with every Maven the same. */
  String digestWithout(Situation it, BaseImages bases) {
    Situation usual = filler(it, false);
    return digests.computeIfAbsent(
        usual.name(),
        name -> {
          try {
            return build(usual, "plain", bases, "-Dazblob-cache.skip").digest();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** A cache that others read too, filled by a build of the same image. */
  String[] filledCache(Situation it, BaseImages bases) {
    Situation usual = filler(it, it.proxy());
    String[] cache = cache(usual, "filled-" + usual.name());
    filled.computeIfAbsent(
        usual.name(),
        name -> {
          try {
            return build(usual, "fill", bases, cache).run();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return cache;
  }

  /** Fills a cache that nobody else reads. */
  void fill(Situation it, BaseImages bases, String... cache) throws IOException {
    build(filler(it, it.proxy()), it.name(), bases, cache);
  }

  private static Situation filler(Situation it, boolean proxy) {
    return new Situation(
        USUAL.maven(),
        it.run().buildsImage() ? it.jdk() : USUAL.jdk(),
        it.jib(),
        USUAL.face(),
        it.base() == Base.TWO_PLATFORMS ? Run.BUILD : Run.BUILD_TAR,
        it.base(),
        proxy);
  }
}
