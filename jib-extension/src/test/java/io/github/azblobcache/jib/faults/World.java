package io.github.azblobcache.jib.faults;

import io.github.azblobcache.jib.ImageRun;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.transfer.CacheTimeouts;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the trials have in common.
 *
 * @param before what the build before made
 * @param next what the build after it makes
 * @param digests of the two images, built without a cache
 * @param jibCache for builds without a fault, which so need not build layers
 */
record World(Image before, Image next, List<String> digests, Path jibCache) {

  /** Makes it, in a folder. */
  static World in(Path folder) throws IOException {
    Image before = Image.write(folder.resolve("before"), 1);
    Image next = Image.write(folder.resolve("next"), 2);
    Path jibCache = folder.resolve("jib-cache");
    return new World(
        before,
        next,
        List.of(digest(before, new Runner(folder)), digest(next, new Runner(folder))),
        jibCache);
  }

  private static String digest(Image image, Runner runner) throws IOException {
    return plain(image, runner).digest().orElseThrow();
  }

  /** Builds without a cache. */
  static ImageRun.Outcome plain(Image image, Runner runner) throws IOException {
    LayerCache none =
        new LayerCache(
            new CacheSettings(List.of(), List.of(), false),
            any -> null,
            runner.staging(),
            CacheTimeouts.DEFAULT,
            CacheEvents.NONE);
    return new ImageRun(runner.jibCache(), Files.createTempDirectory("report"))
        .run(image.layers(), none, CacheEvents.NONE, warning -> {}, () -> {});
  }

  /** Whether a build has made this very image; none if it has failed before. */
  String judge(Image image, ImageRun.Outcome outcome) {
    if (outcome.digest().isEmpty()) {
      return "none";
    }
    String expected = digests.get(image == before ? 0 : 1);
    return outcome.digest().get().equals(expected) ? "right" : "**wrong**";
  }
}
