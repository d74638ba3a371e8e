package io.github.azblobcache.it.matrix;

import io.github.azblobcache.testkit.FileTrees;
import io.github.azblobcache.testkit.Jdks;
import io.github.azblobcache.testkit.LoginProxy;
import io.github.azblobcache.testkit.MavenRun;
import io.github.azblobcache.testkit.MavenRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One runner in a situation: a home, a checkout, and nothing that another one has left.
 *
 * @param place for both
 */
record SituationMachine(Path place, Situation situation, Surroundings surroundings) {

  /** Makes it. */
  static SituationMachine make(Path place, Situation situation, Surroundings surroundings)
      throws IOException {
    FileTrees.delete(place);
    SituationMachine machine = new SituationMachine(place, situation, surroundings);
    FileTrees.checkOut(surroundings.application(), machine.checkout(), Set.of("target"));
    Files.createDirectories(machine.user());
    // Maven takes the first folder above with a .mvn for the project's, and this build has one.
    Files.createDirectories(machine.checkout().resolve(".mvn"));
    machine.edit(
        "<version>3.5.2</version>", "<version>" + situation.jib() + "</version>" + machine.zstd());
    if (situation.proxy()) {
      Files.writeString(machine.user().resolve("settings.xml"), machine.proxySettings());
    }
    return machine;
  }

  Path checkout() {
    return place.resolve("checkout");
  }

  /** Puts azblob-cache where the situation has it. */
  SituationMachine withCache() throws IOException {
    switch (situation.face()) {
      case PLUGIN ->
          edit(
              "</plugins>\n  </build>",
              "<plugin>"
                  + coordinates("azblob-cache-maven-plugin")
                  + "<extensions>true</extensions></plugin></plugins></build>");
      case PROJECT_EXTENSION -> extensions(checkout().resolve(".mvn"));
      case USER_EXTENSION -> extensions(user());
      case JIB_EXTENSION ->
          edit(
              "<artifactId>jib-maven-plugin</artifactId>\n      </plugin>",
              "<artifactId>jib-maven-plugin</artifactId><dependencies><dependency>"
                  + coordinates("azblob-cache-jib-extension")
                  + "</dependency></dependencies><configuration><pluginExtensions>"
                  + "<pluginExtension><implementation>io.github.azblobcache.jib"
                  + ".AzblobCacheExtension</implementation></pluginExtension></pluginExtensions>"
                  + "</configuration></plugin>");
    }
    return this;
  }

  /** What Jib needs to read a base layer in zstd. */
  private String zstd() {
    return situation.base() != Base.ZSTD
        ? ""
        : "<dependencies><dependency><groupId>com.github.luben</groupId>"
            + "<artifactId>zstd-jni</artifactId><version>1.5.5-5</version>"
            + "</dependency></dependencies>";
  }

  private void extensions(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("extensions.xml"),
        "<extensions><extension>"
            + coordinates("azblob-cache-maven-plugin")
            + "</extension></extensions>");
  }

  private String coordinates(String artifact) {
    return "<groupId>io.github.azblobcache</groupId><artifactId>%s</artifactId><version>%s</version>"
        .formatted(artifact, surroundings.version());
  }

  private void edit(String from, String to) throws IOException {
    Path pom = checkout().resolve("pom.xml");
    String text = Files.readString(pom);
    if (!text.contains(from)) {
      throw new IllegalStateException("'" + from + "' is not in " + pom);
    }
    Files.writeString(pom, text.replace(from, to));
  }

  private String proxySettings() {
    return """
    <settings><proxies><proxy><id>proxy</id><active>true</active><protocol>https</protocol>
      <host>127.0.0.1</host><port>%d</port>
      <username>%s</username><password>%s</password>
      <nonProxyHosts>127.0.0.1|localhost</nonProxyHosts></proxy></proxies></settings>
    """
        .formatted(surroundings.proxy().port(), LoginProxy.USER, LoginProxy.PASSWORD);
  }

  /** Runs Maven in the checkout. */
  MavenRun maven(List<String> arguments) throws IOException {
    Map<String, String> environment = new HashMap<>(surroundings.environment());
    environment.put("JAVA_HOME", Jdks.home(situation.jdk()).toString());
    environment.put("JIB_PHASE", "none");
    environment.put("MAVEN_OPTS", String.join(" ", options()));
    environment.put("XDG_CACHE_HOME", place.resolve("cache").toString());
    environment.put("AZBLOB_CACHE_PATIENCE", "60s");
    List<String> line = new ArrayList<>(List.of("-B", "-ntp"));
    line.addAll(List.of("-gs", surroundings.settings().toString()));
    line.add("-Dmaven.repo.local=" + surroundings.repository());
    line.addAll(arguments);
    return MavenRuns.withVersion(situation.maven()).run(checkout(), environment, line);
  }

  private List<String> options() throws IOException {
    List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));
    options.addAll(List.of("-XX:+UseSerialGC", "-Duser.home=" + user().getParent()));
    if (situation.proxy()) {
      // Nothing but the proxy can be reached: it finds the hosts.
      Path hosts = place.resolve("hosts");
      Files.writeString(hosts, "127.0.0.1 localhost\n");
      options.add("-Djdk.net.hosts.file=" + hosts);
      options.addAll(surroundings.account().trust());
    }
    return options;
  }

  private Path user() {
    return place.resolve("home").resolve(".m2");
  }
}
