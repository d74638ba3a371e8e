package io.github.azblobcache.store.azure.shared;

/** The version of the service's protocol that both clients speak. */
public final class ServiceVersion {

  /**
   * It has all that is used here, and it has been in use since 2023, so that emulators and clouds
   * of other ages know it. Azurite refuses versions that it does not know (docs/behaviour.md, "new
   * protocol versions").
   */
  public static final String USED = "2023-11-03";

  private ServiceVersion() {}
}
