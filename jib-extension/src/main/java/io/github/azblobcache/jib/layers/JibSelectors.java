package io.github.azblobcache.jib.layers;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.cache.Cache;
import com.google.common.collect.ImmutableList;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.local.JibCacheDirectory.Selector;
import io.github.azblobcache.local.JibCacheLayout;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names under which Jib looks for layers: the digest of what Jib knows of the files, their
 * paths and times among it. Jib's own code says them (docs/behaviour.md, "layer selectors").
 *
 * @see <a
 *     href="https://github.com/GoogleContainerTools/jib/blob/v3.5.2-maven/jib-core/src/main/java/com/google/cloud/tools/jib/cache/LayerEntriesSelector.java">jib-core,
 *     LayerEntriesSelector</a>
 */
public final class JibSelectors {

  // Not public in any version so far, and the same in all of them.
  private static final Optional<Method> GENERATE = generate();

  private JibSelectors() {}

  private static Optional<Method> generate() {
    try {
      Class<?> selectors = Class.forName(Cache.class.getPackageName() + ".LayerEntriesSelector");
      Method generate = selectors.getDeclaredMethod("generateSelector", ImmutableList.class);
      generate.setAccessible(true);
      return Optional.of(generate);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      // Whatever a later version has in its place: what is public still gives the selector.
      return Optional.empty();
    }
  }

  /**
   * The name under which Jib looks for the layer of these files.
   *
   * @param directory where a scratch folder may be made
   */
  public static Selector of(ImmutableList<FileEntry> files, JibCacheDirectory directory)
      throws IOException {
    return GENERATE.isPresent() ? generated(GENERATE.get(), files) : written(files, directory);
  }

  private static Selector generated(Method generate, ImmutableList<FileEntry> files)
      throws IOException {
    try {
      return new Selector(((DescriptorDigest) generate.invoke(null, files)).getHash());
    } catch (InvocationTargetException e) {
      throw new IOException("Jib cannot compute the selector: " + e.getCause(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As {@link #of}, by what is public alone: Jib writes an empty layer for the files. */
  static Selector written(ImmutableList<FileEntry> files, JibCacheDirectory directory)
      throws IOException {
    Path scratch = directory.newTemporaryFolder();
    try {
      Cache.withDirectory(scratch).writeUncompressedLayer(Blobs.from(""), files);
      try (Stream<Path> selectors = Files.list(new JibCacheLayout(scratch).selectors())) {
        return new Selector(selectors.findFirst().orElseThrow().getFileName().toString());
      }
    } catch (CacheDirectoryCreationException e) {
      throw new IOException("Jib's cache folder '" + scratch + "' can't be created", e);
    } finally {
      JibCacheDirectory.deleteTree(scratch);
    }
  }
}
