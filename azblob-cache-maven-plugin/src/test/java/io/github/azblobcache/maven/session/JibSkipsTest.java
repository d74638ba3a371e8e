package io.github.azblobcache.maven.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JibSkipsTest {

  private final Properties user = new Properties();
  private final Plugin jib = new Plugin();
  private final PluginExecution execution = new PluginExecution();
  private final MavenProject project = project();

  @Test
  void skipsNothingByItself() {
    assertFalse(skip());
    assertFalse(skipTyped());
  }

  @ParameterizedTest
  @CsvSource({"true,true", "TRUE,true", "false,false", "'',false"})
  void aPropertySkips(String value, boolean skips) {
    user.setProperty("jib.skip", value);

    assertEquals(skips, skip());
    assertEquals(skips, skipTyped());
  }

  @Test
  void aPropertyOfThePomOrAProfileSkipsUnlessTheCommandLineSaysOtherwise() {
    project.getProperties().setProperty("jib.skip", "true");
    assertTrue(skip());
    assertTrue(skipTyped());

    user.setProperty("jib.skip", "false");
    assertFalse(skip());
    assertFalse(skipTyped());
  }

  @Test
  void theConfigurationSkipsWhateverThePropertySays() throws Exception {
    user.setProperty("jib.skip", "false");
    configure("<configuration><skip> true </skip></configuration>");

    assertTrue(skip());
    assertTrue(skipTyped());
  }

  @Test
  void anEmptyElementIsNone() throws Exception {
    configure("<configuration><skip/></configuration>");
    assertFalse(skip());

    user.setProperty("jib.skip", "true");
    assertTrue(skip());
  }

  @Test
  void theConfigurationMayNameAProperty() throws Exception {
    configure("<configuration><skip>${no.image}</skip></configuration>");
    assertFalse(skip());

    user.setProperty("no.image", "true");
    assertTrue(skip());
  }

  @Test
  void anExecutionIsSkippedByItself() throws Exception {
    execution.setConfiguration(dom("<configuration><skip>true</skip></configuration>"));

    assertTrue(skip());
    assertTrue(skips().skipTyped("bound"));
    assertFalse(skipTyped());
  }

  @Test
  void anAggregatorHasNoImage() {
    project.setPackaging("pom");

    assertTrue(skip());
    assertTrue(skipTyped());
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.example:hello", ":hello", "hello", "reactor/hello", ""})
  void theModuleThatIsChosenIsBuilt(String chosen) {
    user.setProperty("jib.containerize", chosen);
    assertFalse(skip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.example:goodbye", ":goodbye", "goodbye", "ello", "hello:hello"})
  void otherModulesThanTheChosenOneAreSkipped(String chosen) {
    user.setProperty("jib.containerize", chosen);

    assertTrue(skip());
    assertTrue(skipTyped());
  }

  private boolean skip() {
    return skips().skip(jib, execution);
  }

  private boolean skipTyped() {
    return skips().skipTyped("default-cli");
  }

  // In Maven's effective model an execution has what its plugin has.
  private void configure(String xml) throws Exception {
    jib.setConfiguration(dom(xml));
    execution.setConfiguration(dom(xml));
  }

  private static Xpp3Dom dom(String xml) throws Exception {
    return Xpp3DomBuilder.build(new StringReader(xml));
  }

  @SuppressWarnings("deprecation")
  private JibSkips skips() {
    MavenExecutionRequest request =
        new DefaultMavenExecutionRequest()
            .setUserProperties(user)
            .setSystemProperties(new Properties());
    MavenProject other = new MavenProject();
    MavenSession session =
        new MavenSession(null, request, new DefaultMavenExecutionResult(), List.of(other, project));
    return new JibSkips(session, project);
  }

  private MavenProject project() {
    jib.setGroupId("com.google.cloud.tools");
    jib.setArtifactId("jib-maven-plugin");
    execution.setId("bound");
    execution.addGoal("build");
    jib.addExecution(execution);
    Model model = new Model();
    model.setGroupId("com.example");
    model.setArtifactId("hello");
    model.setBuild(new Build());
    model.getBuild().addPlugin(jib);
    MavenProject made = new MavenProject(model);
    made.setFile(new File("/reactor/hello/pom.xml"));
    return made;
  }
}
