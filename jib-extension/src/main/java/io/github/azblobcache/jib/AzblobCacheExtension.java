package io.github.azblobcache.jib;

import com.google.cloud.tools.jib.api.buildplan.ContainerBuildPlan;
import com.google.cloud.tools.jib.maven.extension.JibMavenPluginExtension;
import com.google.cloud.tools.jib.maven.extension.MavenData;
import com.google.cloud.tools.jib.plugins.extension.ExtensionLogger;
import com.google.cloud.tools.jib.plugins.extension.JibPluginExtensionException;
import io.github.azblobcache.BuildEnvironment;
import io.github.azblobcache.ImageNames;
import io.github.azblobcache.jib.base.BaseImage;
import io.github.azblobcache.jib.explain.Comparison;
import io.github.azblobcache.jib.gzip.Deflaters;
import io.github.azblobcache.jib.layers.ImportedLayer;
import io.github.azblobcache.jib.layers.JibLayerCache;
import io.github.azblobcache.jib.layers.LayerBuilder;
import io.github.azblobcache.jib.layers.LayerImport;
import io.github.azblobcache.jib.layers.ParallelLayers;
import io.github.azblobcache.jib.layers.PlannedLayer;
import io.github.azblobcache.jib.layers.SmallLayers;
import io.github.azblobcache.jib.lazy.LazyRun;
import io.github.azblobcache.jib.lazy.LazyRuns;
import io.github.azblobcache.jib.tar.SessionTars;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.maven.support.CacheLog;
import io.github.azblobcache.maven.support.SessionContext;
import io.github.azblobcache.progress.Progress;
import io.github.azblobcache.progress.Span;
import io.github.azblobcache.report.terminal.ProgressDisplay;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.text.Printable;
import io.github.azblobcache.text.PrintableException;
import io.github.azblobcache.transfer.LayerCache;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.project.MavenProject;

/**
 * Takes the layers that Jib is about to build from a layer cache, and gives it those that Jib has
 * built.
 *
 * <p>Works alone, named in Jib's own configuration as the last extension:
 *
 * <pre>{@code
 * <plugin>
 *   <groupId>com.google.cloud.tools</groupId>
 *   <artifactId>jib-maven-plugin</artifactId>
 *   <dependencies>
 *     <dependency>
 *       <groupId>io.github.azblobcache</groupId>
 *       <artifactId>azblob-cache-jib-extension</artifactId>
 *       <version>...</version>
 *     </dependency>
 *   </dependencies>
 *   <configuration>
 *     <pluginExtensions>
 *       <pluginExtension>
 *         <implementation>io.github.azblobcache.jib.AzblobCacheExtension</implementation>
 *         <properties>
 *           <cache-from>type=azblob,account_url=https://acct.blob.core.windows.net,name=main</cache-from>
 *           <cache-to>type=azblob,account_url=https://acct.blob.core.windows.net,name=main</cache-to>
 *         </properties>
 *       </pluginExtension>
 *     </pluginExtensions>
 *   </configuration>
 * </plugin>
 * }</pre>
 *
 * <p>Holds no state: Jib makes an instance for each goal that it runs (docs/behaviour.md,
 * "extension instances").
 */
public final class AzblobCacheExtension implements JibMavenPluginExtension<Void> {

  static final CacheLog LOG = CacheLog.of(AzblobCacheExtension.class);

  /** For Jib, which makes the instance. */
  public AzblobCacheExtension() {}

  @Override
  public Optional<Class<Void>> getExtraConfigType() {
    return Optional.empty();
  }

  /**
   * Leaves the plan as it is, and Jib's cache with the layers that were found. If a cache is
   * believed about what the tag of a base image points to, the plan has the digest instead.
   *
   * @throws JibPluginExtensionException if a setting is wrong; never for trouble with a store
   */
  @Override
  public ContainerBuildPlan extendContainerBuildPlan(
      ContainerBuildPlan buildPlan,
      Map<String, String> properties,
      Optional<Void> extraConfig,
      MavenData mavenData,
      ExtensionLogger logger)
      throws JibPluginExtensionException {
    try {
      BuiltModule module = BuiltModule.of(mavenData, properties);
      if (module.isOfflineLimited()) {
        module.context().once(BuildEnvironment.OFFLINE, LOG::info);
      }
      if (module.hasSomethingToDo()) {
        warnOfOrder(mavenData.getMavenProject());
        return importLayers(buildPlan, module);
      }
    } catch (InvalidSettingException e) {
      throw new JibPluginExtensionException(
          getClass(), Printable.of(e.getMessage()).toString(), PrintableException.of(e));
    } catch (IOException | RuntimeException | LinkageError e) {
      // A cache may slow a build but never break it, even if another Jib version changes inside.
      LOG.warn("not used for " + mavenData.getMavenProject().getId(), e);
    }
    return buildPlan;
  }

  private static void warnOfOrder(MavenProject project) {
    Optional<String> last = ExtensionOrder.afterOurs(project);
    if (last.isPresent()) {
      LOG.warn(
          ImageNames.of(project.getGroupId(), project.getArtifactId())
              + ": Jib runs the extension "
              + last.get()
              + " after this one, and layers that it changes are not found in the cache. Name "
              + AzblobCacheExtension.class.getName()
              + " last in <pluginExtensions>.");
    }
  }

  private static ContainerBuildPlan importLayers(ContainerBuildPlan plan, BuiltModule module)
      throws IOException {
    Instant begun = Instant.now();
    MavenProject project = module.project();
    String image = ImageNames.of(project.getGroupId(), project.getArtifactId());
    JibSession jib = JibSession.of(module);
    LayerCache cache = jib.caches().cacheFor(module.settings());
    JibLayerCache jibCache =
        JibLayerCache.in(
            JibCacheDirectory.ofApplication(
                project.getBuild().getDirectory(), System::getProperty));
    SessionTars tars = module.context().only(SessionTars.class, SessionTars::new);
    Optional<LazyRun> lazy = module.context().only(LazyRuns.class, LazyRuns::new).current();
    lazy.ifPresent(LazyRun::jibKnows);
    List<PlannedLayer> planned = PlannedLayer.of(plan);
    List<ImportedLayer> layers;
    BaseImage base;
    ContainerBuildPlan withBase;
    ProgressDisplay progress = jib.showProgress(Progress.Way.FETCHING);
    try (LayerImport.Begun importing =
        new LayerImport(
                image,
                cache,
                jibCache,
                tars,
                builder(module, jibCache, tars),
                lazy,
                jib.caches().events())
            .begin(planned)) {
      base = baseOf(plan, module, jib, cache);
      layers = importing.await();
      withBase = base.await(plan);
    } finally {
      progress.close();
    }
    Span imported = Span.since(begun);
    Comparison comparison = Comparison.start(image, cache, planned, layers, jib.caches().events());
    jib.begin(
        project,
        new ImageInProgress(image, cache, jibCache, layers, base, comparison, imported, lazy));
    return withBase;
  }

  private static LayerBuilder builder(
      BuiltModule module, JibLayerCache jibCache, SessionTars tars) {
    return module.compressesInParallel()
        ? new ParallelLayers(jibCache, tars, module.context().only(Deflaters.class, Deflaters::new))
        : new SmallLayers(jibCache, tars);
  }

  private static BaseImage baseOf(
      ContainerBuildPlan plan, BuiltModule module, JibSession jib, LayerCache cache)
      throws IOException {
    SessionContext context = module.context();
    return BaseImage.of(
        plan,
        module.session(),
        module.project(),
        new BaseImage.Session(
            cache, jib.caches().events(), notice -> context.once(notice, LOG::info)));
  }
}
