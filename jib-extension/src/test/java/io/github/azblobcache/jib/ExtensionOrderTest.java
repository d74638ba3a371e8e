package io.github.azblobcache.jib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;

class ExtensionOrderTest {

  private static final String OURS = "io.github.azblobcache.jib.AzblobCacheExtension";

  private final Plugin jib = new Plugin();

  @Test
  void findsNothingAfterOursWhereItIsTheLast() throws Exception {
    configure("com.example.Filter", " " + OURS + "\n");
    assertEquals(Optional.empty(), ExtensionOrder.afterOurs(project()));
  }

  @Test
  void tellsWhatRunsAfterOurs() throws Exception {
    configure(OURS, "com.example.Filter");
    assertEquals(Optional.of("com.example.Filter"), ExtensionOrder.afterOurs(project()));
  }

  @Test
  void looksAtEachExecutionToo() throws Exception {
    configure(OURS);
    PluginExecution execution = new PluginExecution();
    execution.setConfiguration(
        Xpp3DomBuilder.build(new StringReader(xml(OURS, "com.example.Filter"))));
    jib.addExecution(execution);
    assertEquals(Optional.of("com.example.Filter"), ExtensionOrder.afterOurs(project()));
  }

  @Test
  void findsNothingWhereNothingIsConfigured() {
    assertEquals(Optional.empty(), ExtensionOrder.afterOurs(project()));
    assertEquals(Optional.empty(), ExtensionOrder.afterOurs(new MavenProject(new Model())));
  }

  private void configure(String... extensions) throws Exception {
    jib.setConfiguration(Xpp3DomBuilder.build(new StringReader(xml(extensions))));
  }

  private static String xml(String... extensions) {
    return Arrays.stream(extensions)
        .map(it -> "<pluginExtension><implementation>" + it + "</implementation></pluginExtension>")
        .collect(
            Collectors.joining(
                "",
                "<configuration><pluginExtensions>",
                "<pluginExtension/></pluginExtensions></configuration>"));
  }

  private MavenProject project() {
    jib.setGroupId("com.google.cloud.tools");
    jib.setArtifactId("jib-maven-plugin");
    Model model = new Model();
    model.setBuild(new Build());
    model.getBuild().addPlugin(jib);
    return new MavenProject(model);
  }
}
