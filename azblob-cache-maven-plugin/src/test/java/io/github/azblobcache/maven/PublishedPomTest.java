package io.github.azblobcache.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.Test;

/**
 * Maven Central takes what has these.
 *
 * @see <a href="https://central.sonatype.org/publish/requirements/">Central, requirements</a>
 */
class PublishedPomTest {

  private static final Path ROOT = Path.of("..");
  private static final List<String> PUBLISHED =
      List.of("core", "maven-support", "jib-extension", "azblob-cache-maven-plugin");

  @Test
  void theParentHasWhatAllInherit() throws Exception {
    Model parent = model(ROOT);
    assertFalse(parent.getUrl().isBlank());
    assertEquals("Apache-2.0", parent.getLicenses().get(0).getName());
    assertFalse(parent.getDevelopers().get(0).getName().isBlank());
    assertTrue(parent.getScm().getConnection().startsWith("scm:git:https://"));
    assertTrue(parent.getScm().getDeveloperConnection().startsWith("scm:git:"));
    assertFalse(parent.getScm().getUrl().isBlank());
  }

  @Test
  void eachModuleIsDescribedAndHasAModuleName() throws Exception {
    for (String module : PUBLISHED) {
      Model model = model(ROOT.resolve(module));
      assertFalse(model.getName().isBlank(), module);
      assertFalse(model.getDescription().isBlank(), module);
      assertTrue(
          model.getProperties().getProperty("automatic.module.name").startsWith("io.github."),
          module);
    }
  }

  @Test
  void noSecretIsInAnyOfThem() throws Exception {
    for (Path folder : List.of(ROOT, ROOT.resolve("core"), ROOT.resolve("jib-extension"))) {
      String text = Files.readString(folder.resolve("pom.xml"));
      assertFalse(text.matches("(?is).*<(passphrase|password|token|keyname)>.*"), text);
    }
  }

  private static Model model(Path folder) throws IOException, XmlPullParserException {
    try (InputStream in = Files.newInputStream(folder.resolve("pom.xml"))) {
      return new MavenXpp3Reader().read(in);
    }
  }
}
