package com.example.shop.catalog;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.example.shop.config.ShopProperties;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Pictures of products, in blob storage. */
@Component
class ProductImages {

  private final Optional<BlobContainerClient> container;

  ProductImages(ShopProperties properties) {
    this.container =
        Optional.of(properties.imageStore())
            .filter(store -> !store.isEmpty())
            .map(store -> new BlobServiceClientBuilder().connectionString(store).buildClient())
            .map(service -> service.getBlobContainerClient(properties.imageContainer()));
  }

  /** Where a browser finds the picture; empty if the shop has no pictures. */
  Optional<String> url(String sku) {
    return container.map(images -> images.getBlobClient(sku + ".jpg").getBlobUrl());
  }
}
