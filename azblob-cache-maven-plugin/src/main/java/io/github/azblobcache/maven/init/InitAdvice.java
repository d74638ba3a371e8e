package io.github.azblobcache.maven.init;

import io.github.azblobcache.maven.session.JibPlugins;
import io.github.azblobcache.maven.support.CacheLog;
import io.github.azblobcache.settings.CacheSettings;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;

/**
 * Reports after {@code init} what is still missing, and the next steps.
 *
 * @param settings of the project
 * @param account the blob endpoint that the user gave, or empty
 */
record InitAdvice(CacheLog log, InitPlace place, CacheSettings settings, String account) {

  private static final String FIRST_TESTED_JIB = "3.2.0";

  /** The one of a description that names none, as those that are written. */
  static final String CONTAINER = "buildkit-cache";

  private static final String ACCOUNT_URL =
      "-Dazblob-cache.accountUrl=https://<account>.blob.core.windows.net";

  /** Logs it. */
  void give(Optional<CiService> service, boolean userWide) {
    if (!userWide) {
      aboutJib();
    }
    aboutTheVersion();
    if (service.isPresent()) {
      about(service.get());
    } else if (!userWide) {
      aboutServices();
    }
    if (settings.isNothing() && service.isEmpty()) {
      log.info(
          "next, try it with a folder as the cache. The second build gets all layers from it:");
      InitGoal.print(
          """
              export AZBLOB_CACHE_FROM=type=local,src=$HOME/layer-cache
              export AZBLOB_CACHE_TO=type=local,dest=$HOME/layer-cache
          %1$s
          %1$s
          """
              .formatted("    " + place.trialCommand()));
    }
    if (place.hasChangingJars()) {
      log.info(
          "the layers with jars of your own modules are the same in each build only if the POM has"
              + " the property <"
              + InitPlace.OUTPUT_TIMESTAMP
              + ">2026-01-01T00:00:00Z</"
              + InitPlace.OUTPUT_TIMESTAMP
              + ">. Any fixed time will do.");
    }
    aboutGoals();
  }

  private void aboutGoals() {
    if (place.declaredByPom().isPresent()) {
      log.info("'mvn azblob-cache:check' tests the login, the rights and the network.");
      return;
    }
    String name = JibPlugins.OUR_GROUP_ID + ":azblob-cache-maven-plugin:" + JibPlugins.version();
    log.info(
        "'mvn "
            + name
            + ":check' tests the login, the rights and the network. To write 'mvn"
            + " azblob-cache:check' instead, add <pluginGroup>"
            + JibPlugins.OUR_GROUP_ID
            + "</pluginGroup> to the <pluginGroups> of your settings.xml.");
  }

  private void aboutJib() {
    TreeSet<String> versions = new TreeSet<>();
    boolean isThere = false;
    for (MavenProject module : place.modules()) {
      for (Plugin jib : JibPlugins.all(module)) {
        isThere = true;
        if (jib.getVersion() != null) {
          versions.add(jib.getVersion());
        }
      }
    }
    if (!isThere) {
      log.warn(
          "no POM here has the plugin com.google.cloud.tools:jib-maven-plugin. azblob-cache keeps"
              + " the layers of the images that Jib builds, so add Jib to the module that becomes"
              + " an image.");
    }
    for (String version : versions) {
      if (isBefore(version, JibPlugins.FIRST_WITH_EXTENSIONS)) {
        log.warn(
            "Jib "
                + version
                + " can't use the cache, because it has no extensions. Jib "
                + JibPlugins.FIRST_WITH_EXTENSIONS
                + " and newer have; 3.2 and newer are tested.");
      } else if (isBefore(version, FIRST_TESTED_JIB)) {
        log.warn("Jib " + version + " may work, but only 3.2 and newer are tested.");
      }
    }
  }

  private static boolean isBefore(String version, String other) {
    return new ComparableVersion(version).compareTo(new ComparableVersion(other)) < 0;
  }

  private void aboutTheVersion() {
    if (JibPlugins.version().endsWith("-SNAPSHOT")) {
      log.warn(
          JibPlugins.version()
              + " is a snapshot of the azblob-cache-maven-plugin. Another machine gets it only from"
              + " a repository that its settings.xml names, because Maven reads extensions before"
              + " the POM.");
    }
  }

  private void about(CiService service) {
    if (!place.isRepository()) {
      log.warn(
          "nothing was written for "
              + service.title()
              + ", because it reads "
              + place.repository().resolve(service.file())
              + " alone. Put these lines there, and run the build in "
              + place.repository().relativize(place.root())
              + ":");
      InitGoal.print(service.recipe(account, place.buildCommand()));
    }
    log.info("next, for " + service.title() + " to build with the cache:");
    InitGoal.print(
        """
            1. Container: '%s' in the storage account. The first export creates it, if its role is one on the account.
            2. Roles: 'Storage Blob Data Contributor' for the login of the branch that exports, and 'Storage Blob Data Reader' for the login of all other builds, which only import.
            3. %s: %s.
            4. The registry of your image: let the build log in.
        """
            .formatted(CONTAINER, service.title(), service.setUp()));
    aboutTheAccount();
    if (service != CiService.GITLAB) {
      log.info("the branch that exports is 'main' there. If yours has another name, replace it.");
    }
  }

  private void aboutTheAccount() {
    if (account.isEmpty()) {
      log.info(
          "replace https://acct.blob.core.windows.net by your account, or run init with "
              + ACCOUNT_URL);
    }
  }

  private void aboutServices() {
    List<CiService> used =
        Arrays.stream(CiService.values())
            .filter(it -> Files.exists(place.repository().resolve(it.trace())))
            .toList();
    for (CiService service : used) {
      log.info(
          service.title()
              + " builds with the cache by these lines. -Dazblob-cache.ci="
              + word(service)
              + " writes "
              + service.file()
              + ":");
      InitGoal.print(service.recipe(account, place.buildCommand()));
    }
    if (used.isEmpty()) {
      log.info(
          "for CI, run init with "
              + ACCOUNT_URL
              + " and with one of "
              + Arrays.stream(CiService.values())
                  .map(service -> "-Dazblob-cache.ci=" + word(service))
                  .collect(Collectors.joining(", ")));
    } else {
      aboutTheAccount();
    }
  }

  private static String word(CiService service) {
    return service.name().toLowerCase(Locale.ROOT);
  }
}
