package io.github.azblobcache.jib;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.cache.Cache;
import com.google.cloud.tools.jib.image.ReproducibleLayerBuilder;
import com.google.common.collect.ImmutableList;
import io.github.azblobcache.jib.base.PinnedBase;
import io.github.azblobcache.jib.layers.JibLayerCache;
import io.github.azblobcache.jib.layers.PlannedLayer;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.testkit.RandomBytes;
import io.github.azblobcache.transfer.export.BuiltImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The modules that the killed builds build: their files, and the layers that Jib makes of them. The
 * modules share one layer.
 *
 * @param folder where all of it stands
 */
record KillProject(Path folder) {

  /** The modules of the build that is killed. */
  static final List<String> OURS = List.of("shop", "stock", "mail");

  /** The modules of another build, which nobody kills. */
  static final List<String> OTHERS = List.of("users", "search", "admin");

  private static final int FILES = 3;

  /** Writes the files, and lets Jib build the layers. */
  static KillProject write(Path folder) throws Exception {
    KillProject project = new KillProject(folder);
    List<String> modules = new ArrayList<>(OURS);
    modules.addAll(OTHERS);
    project.writeFiles("libs", 0, 40_000);
    for (String module : modules) {
      project.writeFiles(module + "-resources", module.hashCode(), 10_000);
      project.writeFiles(module + "-classes", module.hashCode() + 10, 2_000);
      project.writeFiles(module + "-extra", module.hashCode() + 20, 30_000);
      for (PlannedLayer layer : project.planned(module)) {
        Cache.withDirectory(project.builtByJib())
            .writeUncompressedLayer(
                new ReproducibleLayerBuilder(layer.files()).build(), layer.files());
      }
    }
    return project;
  }

  private void writeFiles(String layer, long seed, int bytes) throws IOException {
    for (int i = 0; i < FILES; i++) {
      RandomBytes.write(folder.resolve(layer).resolve("file-" + i), seed + i, bytes);
    }
  }

  private Path builtByJib() {
    return folder.resolve("built");
  }

  static String image(String module) {
    return "com.example:" + module;
  }

  /** What Jib is about to build of a module, from the bottom. */
  List<PlannedLayer> planned(String module) {
    List<PlannedLayer> layers = new ArrayList<>();
    for (String name :
        List.of("libs", module + "-resources", module + "-classes", module + "-extra")) {
      FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
      for (int i = 0; i < FILES; i++) {
        String file = "file-" + i;
        layer.addEntry(
            folder.resolve(name).resolve(file), AbsoluteUnixPath.get("/" + name + "/" + file));
      }
      layers.add(new PlannedLayer(name, ImmutableList.copyOf(layer.build().getEntries())));
    }
    return layers;
  }

  /** What Jib has built of a module. */
  BuiltImage built(String module) throws IOException {
    JibLayerCache jib = JibLayerCache.in(new JibCacheDirectory(builtByJib()));
    List<LayerFile> layers = new ArrayList<>();
    for (PlannedLayer layer : planned(module)) {
      layers.add(jib.layerAt(jib.selectorOf(layer.files())).orElseThrow());
    }
    return new BuiltImage(image(module), layers);
  }

  /** An earlier build of a module, which lacks its last layer. */
  BuiltImage builtEarlier(String module) throws IOException {
    BuiltImage built = built(module);
    List<LayerFile> layers = built.layers();
    return new BuiltImage(built.name(), layers.subList(0, layers.size() - 1));
  }

  /** Writes the base image of all modules. Not while somebody reads it. */
  PinnedBase base() throws IOException {
    return PinnedBase.write(Files.createDirectories(folder.resolve("base")));
  }
}
