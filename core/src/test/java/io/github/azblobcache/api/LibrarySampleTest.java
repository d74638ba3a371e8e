package io.github.azblobcache.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.testkit.RandomLayer;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library, as {@code docs/library.md} shows it. */
class LibrarySampleTest {

  private static final Path PAGE = Path.of("..", "docs", "library.md");
  private static final Pattern SAMPLE = Pattern.compile("(?s)```java\n(.*?)```");
  private static final String IMAGE = "com.acme:shop";

  private static final String CLASS =
      """
      import io.github.azblobcache.api.*;
      import io.github.azblobcache.oci.*;
      import java.nio.file.Path;
      import java.util.*;
      import java.util.concurrent.Callable;
      import java.util.function.Supplier;

      public class Sample implements Callable<String> {
        private final Path folder;
        private final DiffId diffId;
        private final Supplier<LayerFile> builds;
        private final CacheListener log = new CacheListener() {};

        public Sample(Path folder, DiffId diffId, Supplier<LayerFile> builds) {
          this.folder = folder;
          this.diffId = diffId;
          this.builds = builds;
        }

        private LayerFile build() {
          return builds.get();
        }

        @Override
        public String call() throws Exception {
      %s
        }
      }
      """;

  @TempDir Path folder;

  private LayerFile layer;

  @BeforeEach
  void buildALayer() throws IOException {
    RandomLayer random = RandomLayer.write(folder.resolve("built"), 1, 10_000);
    layer =
        new LayerFile(
            new Descriptor(
                MediaTypes.OCI_LAYER_GZIP, Digest.parse(random.digest()), random.sizeBytes()),
            DiffId.parse(random.diffId()),
            random.file());
  }

  @Test
  void theSampleOfThePageBuildsOnceAndFetchesThen() throws Exception {
    try (URLClassLoader loader = compiled()) {
      List<DiffId> built = new ArrayList<>();
      Supplier<LayerFile> builds =
          () -> {
            built.add(layer.diffId());
            return layer;
          };
      assertEquals("1 uploaded", run(loader, builds));
      assertEquals("0 uploaded", run(loader, builds));
      assertEquals(List.of(layer.diffId()), built);
    }
  }

  private URLClassLoader compiled() throws IOException {
    Matcher sample = SAMPLE.matcher(Files.readString(PAGE));
    assertTrue(sample.find(), "No sample in " + PAGE);
    Path source = folder.resolve("Sample.java");
    Files.writeString(source, CLASS.formatted(sample.group(1)));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertNotNull(compiler, "This is no JDK");
    int failed =
        compiler.run(
            null,
            null,
            null,
            "-proc:none",
            "-d",
            folder.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            source.toString());
    assertEquals(0, failed);
    assertEquals(Set.of(), internalTypesOf(folder.resolve("Sample.class")));
    return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
  }

  private static Set<String> internalTypesOf(Path file) {
    Set<String> face =
        Set.of(
            ImageCache.class.getPackageName(),
            Digest.class.getPackageName(),
            StoreException.class.getPackageName());
    return new ClassFileImporter()
        .importPath(file).stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .filter(type -> type.getPackageName().startsWith("io.github.azblobcache"))
            .filter(type -> !face.contains(type.getPackageName()))
            .map(JavaClass::getName)
            .collect(Collectors.toSet());
  }

  private String run(ClassLoader loader, Supplier<LayerFile> builds) throws Exception {
    Object sample =
        loader
            .loadClass("Sample")
            .getConstructor(Path.class, DiffId.class, Supplier.class)
            .newInstance(folder.resolve("work"), layer.diffId(), builds);
    return (String) ((Callable<?>) sample).call();
  }

  private ImageCacheBuilder builder() {
    return ImageCache.builder()
        .directory(folder.resolve("staging"))
        .baseDirectory(folder)
        .environment(name -> null);
  }

  @Test
  void knowsTheLayersOfTheNewestBuild() throws IOException {
    try (ImageCache cache = builder().exportTo("type=local,dest=cache").open()) {
      assertEquals(
          new ExportSummary(1, layer.blob().sizeBytes(), 0), cache.export(IMAGE, List.of(layer)));
    }
    try (ImageCache cache = builder().importFrom("type=local,src=cache").open()) {
      cache.prefetch(IMAGE);
      assertEquals(List.of(layer.diffId()), cache.newestBuild(IMAGE));
      assertEquals(List.of(), cache.newestBuild("com.acme:other"));
      Optional<LayerFile> fetched = cache.fetch(layer.diffId());
      assertEquals(-1, Files.mismatch(layer.file(), fetched.orElseThrow().file()));
    }
  }

  @Test
  void saysWhatIsWrongWithADescription() {
    assertEquals(
        "importFrom: no src. Write src=<folder>.",
        assertThrows(
                IllegalArgumentException.class, () -> builder().importFrom("type=local").open())
            .getMessage());
  }

  @Test
  void importsNothingAndWarnsIfThereIsNoCache() {
    List<String> warnings = new ArrayList<>();
    CacheListener listener =
        new CacheListener() {
          @Override
          public void warning(String message) {
            warnings.add(message);
          }
        };
    try (ImageCache cache =
        builder()
            .importFrom("type=azblob,account_url=http://127.0.0.1:1/acct,secret_access_key=QUJD")
            .listener(listener)
            .open()) {
      assertEquals(Optional.empty(), cache.fetch(layer.diffId()));
    }
    assertEquals(1, warnings.size(), warnings.toString());
  }

  @Test
  void anExportThatFailsHasAStoreExceptionAsItsCause() throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("cache")).resolve("blobs"), "a file");
    try (ImageCache cache = builder().exportTo("type=local,dest=cache").open()) {
      IOException failure =
          assertThrows(IOException.class, () -> cache.export(IMAGE, List.of(layer)));
      assertInstanceOf(StoreException.class, failure.getCause());
    }
  }
}
