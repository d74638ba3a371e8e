package io.github.azblobcache.history;

import io.github.azblobcache.files.FileFact;
import io.github.azblobcache.files.FileLists;
import io.github.azblobcache.files.FileListsBlob;
import io.github.azblobcache.files.LayerListing;
import io.github.azblobcache.inventory.Parallel;
import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.FileListsName;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.manifest.NameGlob;
import io.github.azblobcache.manifest.entries.BuildLayer;
import io.github.azblobcache.manifest.entries.CachedBuild;
import io.github.azblobcache.manifest.json.CacheConfigJson;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.progress.StepListener;
import io.github.azblobcache.report.format.ReportFormat;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A store with builds whose layers have files, and what is printed of them. */
final class HistoryFixture {

  static final Instant NOW = Instant.parse("2026-12-31T00:00:00Z");

  private final BlobStore store;
  private final Map<String, CacheConfig> configs = new TreeMap<>();

  HistoryFixture(BlobStore store) {
    this.store = store;
  }

  /**
   * A layer of so many bytes.
   *
   * @param files paths, each with its content behind a colon: {@code /app/a.jar:1}
   */
  public record Layer(String name, long sizeBytes, List<String> files) {

    static Layer of(String name, long sizeBytes, String... files) {
      return new Layer(name, sizeBytes, List.of(files));
    }

    BuildLayer built() {
      DiffId diffId = diffId();
      Digest blob = digest("gzipped " + diffId);
      return new BuildLayer(new Descriptor(MediaTypes.DOCKER_LAYER_GZIP, blob, sizeBytes), diffId);
    }

    private DiffId diffId() {
      return new DiffId(digest(files.toString()));
    }

    LayerListing facts() {
      List<FileFact> facts = new ArrayList<>();
      for (String file : files) {
        int colon = file.lastIndexOf(':');
        long content = file.substring(colon + 1).hashCode();
        facts.add(new FileFact(file.substring(0, colon), 10, content, "644", Instant.EPOCH, ""));
      }
      return new LayerListing(name, diffId(), facts);
    }
  }

  static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A build with its file lists. */
  HistoryFixture build(int hoursAgo, String name, String image, Layer... layers)
      throws IOException {
    return listsOf(hoursAgo, name, image, layers).withoutLists(hoursAgo, name, image, layers);
  }

  /** The file lists of a build, and not the build. */
  HistoryFixture listsOf(int hoursAgo, String name, String image, Layer... layers)
      throws IOException {
    Instant time = NOW.minus(Duration.ofHours(hoursAgo));
    Path folder = Files.createTempDirectory("lists");
    FileLists lists = new FileLists(Stream.of(layers).map(Layer::facts).toList());
    LayerFile blob = FileListsBlob.write(lists, folder);
    store.putIfAbsent(key(blob), blob.file());
    Files.delete(blob.file());
    Files.delete(folder);
    BuildLayer list = new BuildLayer(blob.blob(), blob.diffId());
    put(name, new CachedBuild(FileListsName.of(image), List.of(list), time));
    return this;
  }

  private static BlobKey key(LayerFile blob) {
    return Layout.DEFAULT.blob(blob.blob().digest());
  }

  /** A build of which nobody knows the files. */
  HistoryFixture withoutLists(int hoursAgo, String name, String image, Layer... layers) {
    Instant time = NOW.minus(Duration.ofHours(hoursAgo));
    put(name, new CachedBuild(image, Stream.of(layers).map(Layer::built).toList(), time));
    return this;
  }

  /** What BuildKit has written, before any build. */
  HistoryFixture buildKit(String name, byte[] manifest) throws IOException {
    configs.put(name, CacheConfigJson.parse(new ManifestName(name), manifest));
    return this;
  }

  private void put(String name, CachedBuild build) {
    configs.merge(
        name, CacheConfig.EMPTY.withBuild(build, 50), (known, alone) -> known.withBuild(build, 50));
  }

  /** Writes the manifests. */
  HistoryFixture export() throws IOException {
    for (Map.Entry<String, CacheConfig> config : configs.entrySet()) {
      BlobKey key = Layout.DEFAULT.manifest(config.getKey());
      byte[] json = CacheConfigJson.write(config.getValue());
      store.replaceIfUnchanged(key, store.stat(key), json);
    }
    return this;
  }

  HistoryReader reader() {
    return new HistoryReader(store, Layout.DEFAULT, new Parallel(8), StepListener.NONE);
  }

  /** The only image's builds. */
  ImageBuilds builds() throws IOException {
    return reader().read(List.of(), List.of()).images().get(0);
  }

  /** What is printed of the images whose names are like these. */
  List<String> printed(ReportFormat format, int limit, String... images) throws IOException {
    List<String> lines = new ArrayList<>();
    HistoryOutput output = new HistoryOutput(format, NOW, limit, line -> lines.add("" + line));
    HistoryReader reader = reader();
    List<NameGlob> globs = Stream.of(images).map(NameGlob::new).toList();
    List<ImageHistory> histories = new ArrayList<>();
    for (ImageBuilds image : reader.read(List.of(), globs).images()) {
      histories.add(ImageHistory.of(image, reader.files(image)));
      output.print(histories.get(histories.size() - 1));
    }
    output.explain(histories);
    return lines;
  }

  /** What is printed of the difference between two builds of the only image. */
  List<String> compared(ReportFormat format, String older, String newer) throws IOException {
    List<String> lines = new ArrayList<>();
    HistoryOutput output = new HistoryOutput(format, NOW, 10, line -> lines.add("" + line));
    ImageBuilds image = builds();
    output.print(
        BuildComparison.of(image, pick(older, image), pick(newer, image), reader().files(image)));
    return lines;
  }

  private static PastBuild pick(String selector, ImageBuilds image) {
    Optional<BuildSelector> parsed = BuildSelector.parse(selector);
    return parsed.orElseThrow().find(image, NOW).orElseThrow();
  }
}
