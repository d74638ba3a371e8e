package io.github.azblobcache.maven.init;

import io.github.azblobcache.maven.InitMojo;
import io.github.azblobcache.maven.goal.DryRun;
import io.github.azblobcache.maven.goal.Goal;
import io.github.azblobcache.maven.goal.GoalContext;
import io.github.azblobcache.maven.goal.MaintenanceGoal;
import io.github.azblobcache.maven.session.JibPlugins;
import io.github.azblobcache.maven.support.CacheLog;
import io.github.azblobcache.settings.CacheDescriptions;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.syntax.CacheUse;
import io.github.azblobcache.settings.syntax.ServerPasswords;
import io.github.azblobcache.settings.syntax.SettingContext;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.settings.values.Setting;
import io.github.azblobcache.settings.values.WordText;
import io.github.azblobcache.store.types.BuiltInStores;
import io.github.azblobcache.text.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;

/** Sets a project up: {@link InitMojo}. */
public final class InitGoal extends Goal {

  private final String ci;
  private final String accountUrl;
  private final boolean userWide;
  private final boolean overwrite;
  private final boolean dryRun;

  /**
   * @param ci as it was written, or null
   * @param accountUrl as it was written, or null
   */
  public InitGoal(
      GoalContext context,
      String ci,
      String accountUrl,
      boolean userWide,
      boolean overwrite,
      boolean dryRun) {
    super(context);
    this.ci = ci;
    this.accountUrl = accountUrl;
    this.userWide = userWide;
    this.overwrite = overwrite;
    this.dryRun = dryRun;
  }

  @Override
  protected CacheSettings settings() {
    return module().read();
  }

  @Override
  protected void run(CacheSettings settings) throws IOException, MojoFailureException {
    DryRun.requireClear(session());
    Optional<CiService> service =
        MaintenanceGoal.read("ci", ci, it -> WordText.parse(it, CiService.class));
    String account =
        MaintenanceGoal.read("accountUrl", accountUrl, InitGoal::accountUrl).orElse("");
    InitPlace place = InitPlace.of(session());
    if (!userWide || service.isPresent()) {
      place.requireProject();
    }
    // All is read before anything is written.
    Optional<FileEdit> extensions = extensions(place);
    Optional<FileEdit> configuration =
        service.isPresent() && place.isRepository()
            ? Optional.of(configuration(place, service.get(), account))
            : Optional.empty();
    if (extensions.isPresent()) {
      write(extensions.get());
    }
    if (configuration.isPresent()) {
      write(configuration.get());
    }
    new InitAdvice(log(), place, settings, account).give(service, userWide);
  }

  private static String accountUrl(Setting setting) {
    String url = setting.value().strip().replaceFirst("/+$", "");
    if (!url.matches("https?://[^\\s,'\"?#@]+")) {
      // Not what was written: it may have a key or a signature in it.
      throw new InvalidSettingException(
          setting.name(),
          "this is not the endpoint of an account, and nothing else",
          "Write https://<account>.blob.core.windows.net.");
    }
    CacheDescriptions.parseAll(
        new Setting(setting.name(), "type=azblob,account_url=" + url),
        CacheUse.IMPORT,
        new SettingContext(
            name -> null, Path.of("."), ServerPasswords.NONE, warning -> {}, BuiltInStores.TYPES));
    return url;
  }

  private Optional<FileEdit> extensions(InitPlace place) throws IOException, MojoFailureException {
    Path file = userWide ? place.userExtensions() : place.projectExtensions();
    Optional<String> declared = userWide ? Optional.empty() : place.declaredByPom();
    if (declared.isPresent()) {
      log()
          .info(
              declared.get()
                  + " has the plugin with <extensions>true</extensions>. "
                  + file
                  + " is not needed.");
      return Optional.empty();
    }
    Coordinates ours =
        new Coordinates(JibPlugins.OUR_GROUP_ID, "azblob-cache-maven-plugin", JibPlugins.version());
    try {
      ExtensionsFile extensions = new ExtensionsFile(file);
      FileEdit edit = extensions.with(ours, overwrite);
      if (edit.state() == FileEdit.State.KEPT) {
        log()
            .warn(
                file
                    + " has version "
                    + extensions.version(ours).orElse("")
                    + " of the azblob-cache-maven-plugin, and stays as it is. For version "
                    + ours.version()
                    + " run init with -Dazblob-cache.overwrite=true.");
        return Optional.empty();
      }
      return Optional.of(edit);
    } catch (MalformedExtensionsException e) {
      throw new MojoFailureException(e.getMessage());
    }
  }

  private FileEdit configuration(InitPlace place, CiService service, String account)
      throws IOException {
    String recipe = service.recipe(account, place.buildCommand());
    FileEdit edit = FileEdit.of(place.root().resolve(service.file()), recipe, overwrite);
    if (edit.state() == FileEdit.State.KEPT) {
      log()
          .warn(
              edit.file()
                  + " stays as it is. Add what it lacks of these lines, or run init with"
                  + " -Dazblob-cache.overwrite=true, which replaces all of it.");
      print(recipe);
    }
    return edit;
  }

  private void write(FileEdit edit) throws IOException {
    switch (edit.state()) {
      case SAME -> log().info(edit.file() + " needs no change");
      case NEW, CHANGED -> {
        if (dryRun) {
          log().info("dry run, " + edit.file() + " would be");
          print(edit.text());
        } else {
          writeOrShow(edit);
          log().info((edit.state() == FileEdit.State.NEW ? "wrote " : "changed ") + edit.file());
        }
      }
      case KEPT -> {
        // Said already
      }
    }
  }

  private void writeOrShow(FileEdit edit) throws IOException {
    try {
      edit.write();
    } catch (IOException e) {
      log().info(edit.file() + " should be");
      print(edit.text());
      throw e;
    }
  }

  // Without the log's "[INFO]", to be copied.
  static void print(String text) {
    List<String> lines = text.lines().toList();
    for (String line : lines) {
      CacheLog.print(Printable.of(line));
    }
  }
}
