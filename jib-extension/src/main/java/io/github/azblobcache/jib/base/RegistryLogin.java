package io.github.azblobcache.jib.base;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.plugins.common.DefaultCredentialRetrievers;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.github.azblobcache.jib.base.JibRun.Side;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The login for an image's registry, from wherever Jib takes it. Jib's own code knows the places
 * (docs/behaviour.md, "logins").
 *
 * @param run how Jib is configured
 * @param side which of its images
 */
record RegistryLogin(JibRun run, Side side) {

  /**
   * Looks for a login.
   *
   * @return empty if there is none
   * @throws IOException if a place can't be read, or a credential helper fails
   */
  Optional<Credential> of(ImageReference image) throws IOException {
    DefaultCredentialRetrievers places = DefaultCredentialRetrievers.init(factory(image));
    Optional<Credential> written = run.login(side);
    if (written.isPresent()) {
      places.setKnownCredential(written.get(), "Jib's configuration");
    } else {
      run.serverLogin(image.getRegistry())
          .ifPresent(login -> places.setInferredCredential(login, "Maven's settings"));
    }
    places.setCredentialHelper(run.credentialHelper(side).orElse(null));
    try {
      for (CredentialRetriever place : places.asList()) {
        Optional<Credential> found = place.retrieve();
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    } catch (CredentialRetrievalException e) {
      // Without the cause's text, which may have in it what a helper has printed.
      throw new IOException("the login for " + image.getRegistry() + " can't be read", e);
    }
  }

  private CredentialRetrieverFactory factory(ImageReference image) {
    Map<String, String> environment = run.credentialHelperEnvironment(side);
    try {
      return CredentialRetrieverFactory.forImage(image, event -> {}, environment);
    } catch (NoSuchMethodError e) {
      // Jib before 3.2.1, whose credential helpers have no environment of their own.
      return CredentialRetrieverFactory.forImage(image, event -> {});
    }
  }
}
