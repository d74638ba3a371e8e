package io.github.azblobcache.maven.support;

import io.github.azblobcache.settings.syntax.ServerPasswords;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/**
 * The passwords of a session's {@code settings.xml} in plain text.
 *
 * <p>Maven 3 decrypts them on request. Maven 4 has decrypted them before a build begins, and only
 * warns where it can't (docs/behaviour.md, "decrypted settings").
 *
 * @param session Maven's
 */
public record MavenSecrets(MavenSession session) implements ServerPasswords {

  @Override
  public Optional<String> password(String id) throws UnreadablePasswordException {
    Server server = session.getSettings().getServer(id);
    return server == null ? Optional.empty() : Optional.of(decrypt(server));
  }

  private String decrypt(Server server) throws UnreadablePasswordException {
    String written = text(server.getPassword());
    if (written.isEmpty() || !MavenComponents.hasContainer(session)) {
      return readable(written);
    }
    Optional<SettingsDecrypter> decrypter = decrypter();
    if (decrypter.isEmpty()) {
      throw new UnreadablePasswordException("this Maven has nothing to decrypt it with");
    }
    SettingsDecryptionResult result =
        decrypter.get().decrypt(new DefaultSettingsDecryptionRequest(server));
    for (SettingsProblem problem : result.getProblems()) {
      if (problem.getSeverity() != SettingsProblem.Severity.WARNING) {
        throw new UnreadablePasswordException(problem.getMessage().replace(written, "..."));
      }
    }
    return readable(text(result.getServer().getPassword()));
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

  /** A server with its password in plain text; as it is if Maven can't decrypt it. */
  public Server decrypted(Server server) {
    Optional<SettingsDecrypter> decrypter = decrypter();
    return decrypter.isEmpty()
        ? server
        : decrypter.get().decrypt(new DefaultSettingsDecryptionRequest(server)).getServer();
  }

  /** Proxies with their passwords in plain text; as they are if Maven can't decrypt them. */
  public List<Proxy> decrypted(List<Proxy> proxies) {
    Optional<SettingsDecrypter> decrypter = decrypter();
    if (decrypter.isEmpty()) {
      return proxies;
    }
    DefaultSettingsDecryptionRequest request = new DefaultSettingsDecryptionRequest();
    request.setProxies(proxies);
    return decrypter.get().decrypt(request).getProxies();
  }

  // Maven 4 needs none: it has decrypted everything.
  private Optional<SettingsDecrypter> decrypter() {
    return MavenComponents.hasContainer(session)
        ? MavenComponents.find(session, SettingsDecrypter.class)
        : Optional.empty();
  }
}
