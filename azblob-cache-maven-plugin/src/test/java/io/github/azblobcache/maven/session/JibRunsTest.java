package io.github.azblobcache.maven.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JibRunsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jib:build",
        "jib:buildTar",
        "jib:dockerBuild",
        "jib:build@image",
        "com.google.cloud.tools:jib-maven-plugin:build",
        "com.google.cloud.tools:jib-maven-plugin:3.5.1:buildTar"
      })
  void aJibGoalOnTheCommandLineBuilds(String goal) {
    assertTrue(runs(List.of("clean", goal)).in(project(null, "build")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jib:help",
        "jib:_skaffold-files-v2",
        "compile",
        "test",
        "clean",
        "dependency:build"
      })
  void otherGoalsDoNot(String goal) {
    assertFalse(runs(List.of(goal)).in(project("package", "build")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"package", "verify", "install", "deploy"})
  void aPhaseBuildsWhatIsBoundToItOrBefore(String phase) {
    assertTrue(runs(List.of("clean", phase)).in(project("package", "build")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clean",
        "post-clean",
        "clean:clean",
        "clean:clean@here",
        "org.apache.maven.plugins:maven-clean-plugin:clean",
        "org.apache.maven.plugins:maven-clean-plugin:3.5.0:clean@here"
      })
  void aSessionThatDeletesWhatJibHas(String goal) {
    assertTrue(runs(List.of(goal, "package", "jib:build")).deleteTarget());
    assertFalse(runs(List.of("package", "jib:build", goal)).deleteTarget());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pre-clean", "clean:help", "package", "docker:clean"})
  void aSessionThatKeepsIt(String goal) {
    assertFalse(runs(List.of(goal, "jib:build")).deleteTarget());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jib:build", "jib:build@image", "package", "dependency:buildTar"})
  void aSessionThatOnlyPushes(String goal) {
    assertTrue(runs(List.of(goal)).onlyPush(project("package", "build")));
  }

  @Test
  void aSessionThatMayNotOnlyPush() {
    assertFalse(runs(List.of("jib:build", "jib:buildTar")).onlyPush(project(null, "build")));
    assertFalse(runs(List.of("jib:dockerBuild@image")).onlyPush(project(null, "build")));
    assertFalse(runs(List.of("jib:build")).onlyPush(project("deploy", "buildTar")));
  }

  @Test
  void whatIsBoundLaterOrToNoPhaseIsNotBuilt() {
    assertFalse(runs(List.of("package")).in(project("deploy", "build")));
    assertFalse(runs(List.of("deploy")).in(project(null, "build")));
    assertFalse(runs(List.of("deploy")).in(project("package", "sync-map")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clean", "test", "prepare-package"})
  void noImageIsThinkableWherePhasesEndBeforeJibs(String phase) {
    assertFalse(runs(List.of("clean", phase)).mayRun(project("package", "build")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"site", "cargo:run", "com.example:forks-a-lifecycle:1.0:run"})
  void anImageIsThinkableWhereAGoalMayRunThePhaseOfJib(String goal) {
    assertTrue(runs(List.of(goal)).mayRun(project("package", "build")));
    assertFalse(runs(List.of(goal)).mayRun(project("package", "sync-map")));
  }

  @Test
  void anImageIsThinkableWhereNobodyKnowsWhenJibsPhaseIs() {
    assertTrue(runs(List.of("test")).mayRun(project("before:compile", "build")));
    assertTrue(runs(List.of("test")).mayRun(project(null, "build")));
    assertTrue(runs(List.of("package")).mayRun(project("none", "build")));
  }

  @Test
  void theDefaultGoalCountsWhereTheCommandLineHasNone() {
    MavenProject project = project("package", "build");
    project.getBuild().setDefaultGoal(" clean  package ");

    assertEquals(List.of("clean", "package"), JibRuns.of(session(List.of(), project)).goals());
    assertEquals(List.of("test"), JibRuns.of(session(List.of("test"), project)).goals());
    project.getBuild().setDefaultGoal(null);
    assertEquals(List.of(), JibRuns.of(session(List.of(), project)).goals());
  }

  private static JibRuns runs(List<String> goals) {
    return new JibRuns(session(goals, new MavenProject()), goals);
  }

  @SuppressWarnings("deprecation")
  private static MavenSession session(List<String> goals, MavenProject project) {
    MavenExecutionRequest request = new DefaultMavenExecutionRequest().setGoals(goals);
    return new MavenSession(null, request, new DefaultMavenExecutionResult(), List.of(project));
  }

  private static MavenProject project(String phase, String goal) {
    PluginExecution execution = new PluginExecution();
    execution.setPhase(phase);
    execution.addGoal(goal);
    Plugin jib = new Plugin();
    jib.setGroupId("com.google.cloud.tools");
    jib.setArtifactId("jib-maven-plugin");
    jib.addExecution(execution);
    Model model = new Model();
    model.setBuild(new Build());
    model.getBuild().addPlugin(jib);
    return new MavenProject(model);
  }
}
