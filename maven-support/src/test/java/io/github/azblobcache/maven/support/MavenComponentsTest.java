package io.github.azblobcache.maven.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

class MavenComponentsTest {

  @Test
  void aMavenThatHasNeitherAContainerNorTheServiceFindsNothing() {
    assertEquals(
        Optional.empty(),
        MavenComponents.find(Sessions.of(null, new MavenProject()), MojoExecution.class));
  }

  @Test
  void noOtherClassAsksForTheContainerThatMaven4DoesNotHave() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      assertEquals(
          List.of("MavenComponents.java"),
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(
                  file -> file.toString().contains("/src/main/".replace('/', File.separatorChar)))
              .filter(MavenComponentsTest::asksForTheContainer)
              .map(file -> file.getFileName().toString())
              .toList());
    }
  }

  private static boolean asksForTheContainer(Path source) {
    try {
      return Files.readString(source).contains("getContainer()");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
