package io.github.azblobcache.jib.faults;

import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.azure.Waits;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.testkit.Azurite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** A storage service with a fault. */
record ServiceScenery(Azurite azurite, Fault fault) implements Scenery {

  /** The cache's age, so that an export gives what it reuses a new date, and prune deletes. */
  private static final Duration AGE = Duration.ofDays(2);

  @Override
  public TrialCache newCache(Path folder, Path jibCache) throws IOException {
    AzureLocation location = location(azurite.accountUrl(), azurite.newContainerName());
    return new TrialCache(location, Waits.open(location), folder, jibCache);
  }

  private AzureLocation location(URI accountUrl, String container) {
    return new AzureLocation(
        accountUrl,
        azurite.accountName(),
        container,
        new AzureCredential.AccountKey(azurite.accountKey()));
  }

  @Override
  public Scene begin(TrialCache cache, Image image) throws IOException {
    fault.damage().make(cache, image);
    FaultyService service = new FaultyService(azurite.accountUrl(), fault, AGE);
    String container = ((AzureLocation) cache.location()).container();
    AzureLocation location = location(fault.address().apply(service.url()), container);
    return new ServiceScene(service, location, new Runner(cache.folder()));
  }

  @Override
  public Reaction reaction() {
    return fault.effect().reaction();
  }

  private final class ServiceScene implements Scene {

    private final FaultyService service;
    private final AzureLocation location;
    private final Runner runner;

    ServiceScene(FaultyService service, AzureLocation location, Runner runner) {
      this.service = service;
      this.location = location;
      this.runner = runner;
    }

    @Override
    public AzureLocation location() {
      return location;
    }

    // An import waits no longer than by its patience, so it need not be quicker than a user's
    @Override
    public BlobStore open(Waits waits) throws IOException {
      service.begin();
      boolean isSilent = reaction().kind() == Reaction.Kind.WAITS_IN_VAIN;
      return waits == Waits.IMPORT
          ? Waits.open(location)
          : waits.openQuick(location, Duration.ofSeconds(isSilent ? 1 : 10));
    }

    @Override
    public Runner runner() {
      return runner;
    }

    @Override
    public String waits(Waits waits) {
      return new WaitingTime(service.runs(), fault).of(waits);
    }

    @Override
    public void close() {
      service.close();
    }
  }
}
