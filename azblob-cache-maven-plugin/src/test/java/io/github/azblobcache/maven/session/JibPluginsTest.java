package io.github.azblobcache.maven.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.model.Build;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.model.io.xpp3.MavenXpp3Writer;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JibPluginsTest {

  private static final String OURS = "io.github.azblobcache.jib.AzblobCacheExtension";

  @Test
  void addsTheExtensionAfterAllOthers() throws Exception {
    Plugin jib = jib();
    jib.setConfiguration(
        dom(
            "<configuration><to><image>shop</image></to><pluginExtensions><pluginExtension>"
                + "<implementation>com.example.Filter</implementation>"
                + "</pluginExtension></pluginExtensions></configuration>"));
    JibPlugins.addExtension(project(jib));

    assertEquals(List.of("com.example.Filter", OURS), extensions(jib.getConfiguration()));
    assertEquals("shop", ((Xpp3Dom) jib.getConfiguration()).getChild("to").getChild(0).getValue());
    assertEquals("azblob-cache-jib-extension", jib.getDependencies().get(0).getArtifactId());
  }

  @Test
  void addsItToEachExecutionToo() throws Exception {
    Plugin jib = jib();
    PluginExecution execution = new PluginExecution();
    execution.setConfiguration(dom("<configuration><skip>false</skip></configuration>"));
    jib.addExecution(execution);
    JibPlugins.addExtension(project(jib));

    assertEquals(List.of(OURS), extensions(execution.getConfiguration()));
  }

  @Test
  void putsAnExtensionThatIsConfiguredByHandLastAsItIs() throws Exception {
    Plugin jib = jib();
    jib.setConfiguration(
        dom(
            "<configuration><pluginExtensions><pluginExtension><implementation> "
                + OURS
                + " </implementation><properties><skip>true</skip></properties></pluginExtension>"
                + "<pluginExtension><implementation>com.example.Filter</implementation>"
                + "</pluginExtension></pluginExtensions></configuration>"));
    JibPlugins.addExtension(project(jib));

    assertEquals(List.of("com.example.Filter", OURS), extensions(jib.getConfiguration()));
    Xpp3Dom ours = ((Xpp3Dom) jib.getConfiguration()).getChild("pluginExtensions").getChild(1);
    assertEquals("true", ours.getChild("properties").getChild("skip").getValue());
  }

  @Test
  void leavesAModelThatHasTheExtensionAsItIs() throws Exception {
    Dependency named = new Dependency();
    named.setGroupId("io.github.azblobcache");
    named.setArtifactId("azblob-cache-jib-extension");
    named.setVersion("1.0");
    String configuration =
        "<configuration><to><image>shop</image></to><pluginExtensions><pluginExtension>"
            + "<implementation>"
            + OURS
            + "</implementation></pluginExtension></pluginExtensions></configuration>";
    Plugin jib = jib();
    jib.addDependency(named);
    jib.setConfiguration(dom(configuration));
    PluginExecution execution = new PluginExecution();
    execution.setConfiguration(dom(configuration));
    jib.addExecution(execution);
    MavenProject project = project(jib);
    String before = xml(project.getModel());

    JibPlugins.addExtension(project);

    assertEquals(before, xml(project.getModel()));
  }

  private static String xml(Model model) throws IOException {
    StringWriter xml = new StringWriter();
    new MavenXpp3Writer().write(xml, model);
    return xml.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8.0", "2.2.0", "2.3.0", "2.4.0", "2.10.0", "3.5.2"})
  void knowsWhichJibHasExtensions(String version) {
    Plugin jib = jib();
    jib.setVersion(version);
    boolean hasNone = Set.of("1.8.0", "2.2.0", "2.3.0").contains(version);

    assertEquals(
        hasNone ? Optional.of(version) : Optional.empty(),
        JibPlugins.withoutExtensions(project(jib)));
  }

  @Test
  void takesAJibOfNoVersionForANewOne() {
    assertEquals(Optional.empty(), JibPlugins.withoutExtensions(project(jib())));
  }

  @Test
  void managesJibForProjectsThatOnlyTheCommandLineBuildsWithIt() {
    Model model = new Model();
    model.setBuild(new Build());
    MavenProject project = new MavenProject(model);
    JibPlugins.addExtension(project);

    Plugin managed = project.getPluginManagement().getPlugins().get(0);
    assertEquals("com.google.cloud.tools:jib-maven-plugin", managed.getKey());
    assertEquals(List.of(OURS), extensions(managed.getConfiguration()));
  }

  private static Plugin jib() {
    Plugin jib = new Plugin();
    jib.setGroupId("com.google.cloud.tools");
    jib.setArtifactId("jib-maven-plugin");
    return jib;
  }

  private static MavenProject project(Plugin plugin) {
    Model model = new Model();
    model.setBuild(new Build());
    model.getBuild().addPlugin(plugin);
    model.getBuild().setPluginManagement(new PluginManagement());
    return new MavenProject(model);
  }

  private static Xpp3Dom dom(String xml) throws Exception {
    return Xpp3DomBuilder.build(new java.io.StringReader(xml));
  }

  private static List<String> extensions(Object configuration) {
    return Arrays.stream(((Xpp3Dom) configuration).getChild("pluginExtensions").getChildren())
        .map(extension -> extension.getChild("implementation").getValue().strip())
        .toList();
  }
}
