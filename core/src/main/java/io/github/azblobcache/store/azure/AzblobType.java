package io.github.azblobcache.store.azure;

import io.github.azblobcache.settings.syntax.Attributes;
import io.github.azblobcache.settings.syntax.CacheKey;
import io.github.azblobcache.settings.syntax.CacheUse;
import io.github.azblobcache.settings.syntax.StoreType;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.StoreUse;
import io.github.azblobcache.store.azure.config.AzblobKeys;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.config.AzureLocations;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.errors.StoreAccessException;
import java.util.List;
import java.util.Optional;

/** {@code type=azblob}, a container of an Azure storage account, as BuildKit describes it. */
public final class AzblobType implements StoreType<AzureLocation> {

  @Override
  public String name() {
    return "azblob";
  }

  @Override
  public String title() {
    return "Azure Blob Storage";
  }

  @Override
  public List<CacheKey> keys() {
    return AzblobKeys.ALL;
  }

  @Override
  public Optional<String> variable(CacheKey key) {
    return Optional.ofNullable(AzblobKeys.VARIABLES.get(key));
  }

  @Override
  public AzureLocation location(Attributes attributes, CacheUse use) {
    return new AzureLocations(attributes).location();
  }

  @Override
  public Class<AzureLocation> locations() {
    return AzureLocation.class;
  }

  @Override
  public BlobStore open(AzureLocation location, StoreUse use) {
    try {
      return new AzureBlobStore(location, options(use));
    } catch (StoreAccessException e) {
      // Settings let no such key through.
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static AzureOptions options(StoreUse use) {
    return switch (use) {
      case BUILD -> AzureOptions.forBuilds();
      case GOAL -> AzureOptions.forGoals();
      case CHECK -> AzureOptions.forChecks();
    };
  }
}
