package io.github.azblobcache.maven;

import io.github.azblobcache.settings.Servers;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.codehaus.plexus.component.repository.exception.ComponentLookupException;

/** The servers of a session's {@code settings.xml}, decrypted by Maven's own component. */
record SettingsServers(MavenSession session) implements Servers {

  @Override
  public Optional<String> password(String id) throws UnreadablePasswordException {
    Server server = session.getSettings().getServer(id);
    return server == null ? Optional.empty() : Optional.of(decrypt(server));
  }

  private String decrypt(Server server) throws UnreadablePasswordException {
    String written = text(server.getPassword());
    if (hasDecrypted()) {
      return readable(written);
    }
    SettingsDecryptionResult result =
        decrypter().decrypt(new DefaultSettingsDecryptionRequest(server));
    for (SettingsProblem problem : result.getProblems()) {
      if (problem.getSeverity() != SettingsProblem.Severity.WARNING) {
        throw new UnreadablePasswordException(problem.getMessage().replace(written, "..."));
      }
    }
    return readable(text(result.getServer().getPassword()));
  }

  // Maven 4 decrypts all before a build, and only warns where it can't. Its sessions have no
  // container.
  @SuppressWarnings("deprecation")
  private boolean hasDecrypted() {
    return session.getContainer() == null;
  }

  private static String readable(String password) throws UnreadablePasswordException {
    if (password.startsWith("{") && password.endsWith("}")) {
      throw new UnreadablePasswordException("Maven has left it encrypted");
    }
    return password;
  }

  private static String text(String password) {
    return password == null ? "" : password.strip();
  }

  // As the Jib extension finds it, which gets nothing injected.
  @SuppressWarnings("deprecation")
  private SettingsDecrypter decrypter() throws UnreadablePasswordException {
    try {
      return session.getContainer().lookup(SettingsDecrypter.class);
    } catch (ComponentLookupException e) {
      throw new UnreadablePasswordException("this Maven has nothing to decrypt it with");
    }
  }
}
