package io.github.azblobcache.maven.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.settings.CacheSettings;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleSettingsTest {

  private static final String WARNING =
      "<cacheFrom> in the <execution> 'fetch' of the azblob-cache-maven-plugin does not count."
          + " Write it into the plugin's own <configuration>.";

  @TempDir private java.nio.file.Path checkout;
  private final MavenProject module = new MavenProject();
  private final Plugin plugin = new Plugin();
  private final PluginExecution execution = new PluginExecution();
  private MavenSession session;

  @BeforeEach
  void makeSession() {
    plugin.setGroupId("io.github.azblobcache");
    plugin.setArtifactId("azblob-cache-maven-plugin");
    execution.setId("fetch");
    plugin.addExecution(execution);
    module.getBuild().addPlugin(plugin);
    session = Sessions.of(null, module);
    session.getRequest().setMultiModuleProjectDirectory(checkout.toFile());
  }

  @Test
  void aSettingOfAnExecutionDoesNotCountAndIsReported() {
    execution.setConfiguration(from("type=local,src=/fetch"));
    assertEquals(List.of(), read().from());
    assertEquals(List.of(WARNING), warned());
  }

  @Test
  void aSettingThatTheExecutionHasFromThePluginIsNotReported() {
    plugin.setConfiguration(from("type=local,src=/plugin"));
    execution.setConfiguration(from("type=local,src=/plugin"));
    assertEquals(1, read().from().size());
    assertEquals(List.of(), warned());
  }

  @Test
  void anotherSettingThanThePluginsIsReported() {
    plugin.setConfiguration(from("type=local,src=/plugin"));
    execution.setConfiguration(from(null));
    assertEquals(1, read().from().size());
    assertEquals(List.of(WARNING), warned());
  }

  @Test
  void whatTheCommandLineHasIsNotReported() {
    session.getRequest().getUserProperties().setProperty("azblob-cache.from", "type=local,src=/x");
    execution.setConfiguration(from("type=local,src=/fetch"));
    assertEquals(1, read().from().size());
    assertEquals(List.of(), warned());
  }

  @Test
  void misspelledPropertiesAreReported() {
    session.getRequest().getUserProperties().setProperty("azblob-cache.acess", "read");
    module.getProperties().setProperty("azblob-cache.skipExprt", "true");
    module.getProperties().setProperty("azblob-cache.version", "1.0");
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    configuration.addChild(new Xpp3Dom("skipImprt"));
    plugin.setConfiguration(configuration);
    read();
    ModuleSettings.ofPlugin(session, module).readForUpkeep();

    assertEquals(
        List.of(),
        firstPrinted(
            "-Dazblob-cache.acess is not a setting of azblob-cache. Did you mean"
                + " -Dazblob-cache.access?"));
    assertEquals(
        List.of(),
        firstPrinted(
            "<azblob-cache.skipExprt> is not a setting of azblob-cache. Did you mean"
                + " <azblob-cache.skipExport>?"));
    assertEquals(
        List.of(),
        firstPrinted("<skipImprt> is not a setting of azblob-cache. Did you mean <skipImport>?"));
  }

  @Test
  void theGoalsHaveThePropertiesOfTheDescriptor() {
    assertEquals(
        List.of("azblob-cache.until", "azblob-cache.keep"),
        GoalProperties.in(
            "<until>${azblob-cache.until}</until><a>${project}</a>${azblob-cache.keep}"));
  }

  private CacheSettings read() {
    return ModuleSettings.ofPlugin(session, module).read();
  }

  /** Each warning is printed once in a session, so one that is printed now was not before. */
  private List<String> warned() {
    return firstPrinted(WARNING).isEmpty() ? List.of(WARNING) : List.of();
  }

  private List<String> firstPrinted(String warning) {
    List<String> first = new ArrayList<>();
    SessionContext.of(session).once(warning, first::add);
    return first;
  }

  private static Xpp3Dom from(String text) {
    Xpp3Dom from = new Xpp3Dom("cacheFrom");
    from.setValue(text);
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    configuration.addChild(from);
    return configuration;
  }
}
