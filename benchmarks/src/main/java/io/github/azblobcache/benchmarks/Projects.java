package io.github.azblobcache.benchmarks;

import io.github.azblobcache.testkit.FileTrees;
import io.github.azblobcache.testkit.RandomBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The projects that are built, made when they are asked for. */
final class Projects {

  private static final int MIB = 1024 * 1024;
  private static final int[] BASE_LAYERS_MIB = {32, 20, 12};
  private static final String UNCHANGED = "change-000000";
  private static final String CHANGEABLE = "com/example/shop/Change";

  private final Lab lab;
  private Path shop;
  private Path reactor;
  private String base;
  private Checkout baseLocal;

  Projects(Lab lab) {
    this.lab = lab;
  }

  /** The Spring Boot shop, compiled, with one class more whose text {@link #change} changes. */
  Path shop() throws IOException {
    if (shop == null) {
      Path folder = copyOfShop("shop");
      Files.writeString(
          folder.resolve("src/main/java/" + CHANGEABLE + ".java"),
          "package com.example.shop; final class Change { static final String TEXT = \""
              + UNCHANGED
              + "\"; }\n");
      shop = compiled(folder);
    }
    return shop;
  }

  /** The shop with a test that starts it, compiled. */
  Path testedShop() throws IOException {
    Path folder = copyOfShop("tested-shop");
    Path pom = folder.resolve("pom.xml");
    Files.writeString(
        pom,
        Files.readString(pom)
            .replaceFirst(
                "</dependencies>",
                "<dependency><groupId>org.junit.jupiter</groupId>"
                    + "<artifactId>junit-jupiter</artifactId><scope>test</scope></dependency>"
                    + "</dependencies>"));
    Path tests = Files.createDirectories(folder.resolve("src/test/java/com/example/shop"));
    Files.writeString(
        tests.resolve("ShopTest.java"),
        """
        package com.example.shop;

        class ShopTest {
          @org.junit.jupiter.api.Test
          void starts() {
            org.springframework.boot.SpringApplication.run(ShopApplication.class, "--server.port=0")
                .close();
          }
        }
        """);
    return compiled(folder);
  }

  /** The Spring Boot shop as it is in the examples, not compiled. */
  Path copyOfShop(String name) throws IOException {
    Path folder = lab.folder("projects").resolve(name);
    FileTrees.checkOut(
        lab.project().resolve("examples/spring-boot-shop"), folder, Set.of("target"));
    return folder;
  }

  /** Ten modules that depend on what the shop depends on, compiled. */
  Path reactor(int modules) throws IOException {
    if (reactor == null) {
      Path folder = Files.createDirectories(lab.folder("projects").resolve("reactor"));
      Reactor.write(folder, lab.project().resolve("examples/spring-boot-shop"), modules);
      reactor = compiled(folder);
    }
    return reactor;
  }

  /** A project with one class and nothing else, not compiled. */
  Path plain(String name) throws IOException {
    Path folder = lab.folder("projects").resolve(name);
    Path sources = Files.createDirectories(folder.resolve("src/main/java/com/example/plain"));
    Files.createDirectories(folder.resolve(".mvn"));
    Files.writeString(
        sources.resolve("Plain.java"),
        "package com.example.plain; public class Plain { public static void main(String[] a) {}"
            + " }\n");
    Files.writeString(
        folder.resolve("pom.xml"), Versions.text("plain-pom.xml").replace("@jib@", Versions.jib()));
    return folder;
  }

  /** Compiles the project's classes, once for all runners. */
  Path compiled(Path folder) throws IOException {
    new Checkout(lab, folder, lab.folder("machine-that-compiles"))
        .build(List.of("compile"), List.of());
    return folder;
  }

  /** Changes one class of a compiled shop, as a commit would. */
  static void change(Checkout checkout, int number) throws IOException {
    Path file = checkout.target().resolve("classes/" + CHANGEABLE + ".class");
    // One byte a character and the other way round, so that nothing else changes.
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    String changed = bytes.replaceFirst("change-\\d{6}", "change-%06d".formatted(number));
    Files.writeString(file, changed, StandardCharsets.ISO_8859_1);
  }

  /** The argument that names the base image, which is 64 MiB of random bytes in the registry. */
  String baseImage() throws IOException {
    if (base == null) {
      base = lab.image("base");
      Path folder = plain("base");
      List<String> layers = new ArrayList<>();
      for (int mib : BASE_LAYERS_MIB) {
        String layer = "layer-" + mib;
        RandomBytes.write(folder.resolve(layer).resolve("usr/lib/" + mib), mib, (long) mib * MIB);
        layers.add(layer);
      }
      new Checkout(lab, folder, lab.folder("machine-that-makes-the-base"))
          .build(
              List.of("compile", "jib:build"),
              List.of(
                  "-Dtarget.image=" + base,
                  "-Djib.extraDirectories.paths=" + String.join(",", layers)));
    }
    return "-Dbase.image=" + base;
  }

  /** A machine on which the base image is local. */
  Checkout baseLocal() throws IOException {
    if (baseLocal == null) {
      Checkout checkout = lab.checkOutCompiled(shop());
      checkout.build(List.of("jib:buildTar"), List.of(baseImage()));
      FileTrees.delete(checkout.target());
      baseLocal = checkout;
    }
    return baseLocal;
  }
}
