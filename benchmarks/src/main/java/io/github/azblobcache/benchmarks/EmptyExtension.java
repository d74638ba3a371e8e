package io.github.azblobcache.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A build extension that does nothing: what the loading of any costs. */
final class EmptyExtension {

  private static final String OURS =
      """
                  <groupId>io.github.azblobcache</groupId>
                  <artifactId>azblob-cache-maven-plugin</artifactId>
                  <version>${azblob-cache.version}</version>
      """;
  private static final String COORDINATES =
      "<groupId>com.example</groupId><artifactId>empty-extension</artifactId>"
          + "<version>1.0.0</version>";

  private EmptyExtension() {}

  /** The compiled shop, with this in the place of our plugin. */
  static Path insteadOfOurs(Lab lab, Projects projects) throws IOException {
    install(lab.ownRepository().resolve("com/example/empty-extension/1.0.0"));
    Path shop = projects.copyOfShop("shop-with-an-empty-extension");
    Path pom = shop.resolve("pom.xml");
    String text = Files.readString(pom);
    NotAsClaimedException.require(text.contains(OURS), "the POM has our plugin", pom);
    Files.writeString(pom, text.replace(OURS, COORDINATES));
    return projects.compiled(shop);
  }

  private static void install(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("empty-extension-1.0.0.pom"),
        "<project><modelVersion>4.0.0</modelVersion>"
            + COORDINATES
            + "<packaging>maven-plugin</packaging></project>");
    Path jar = folder.resolve("empty-extension-1.0.0.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("META-INF/maven/plugin.xml"));
      String descriptor =
          "<plugin><name>empty</name>"
              + COORDINATES
              + "<goalPrefix>empty</goalPrefix><mojos/></plugin>";
      zip.write(descriptor.getBytes(StandardCharsets.UTF_8));
    }
  }
}
