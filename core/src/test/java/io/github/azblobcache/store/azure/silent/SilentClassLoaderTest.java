package io.github.azblobcache.store.azure.silent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.azure.core.util.logging.ClientLogger;
import com.azure.storage.blob.BlobContainerClient;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.azure.shared.BlobListing;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class SilentClassLoaderTest {

  private static final String STORE = "io.github.azblobcache.store.azure.";

  private static final ClassLoader LOADER =
      SilentClassLoader.make(STORE + "login.SdkLogin", Function.class, AzureOptions.forBuilds())
          .getClass()
          .getClassLoader();

  @Test
  void whatTheSdkLogsGoesNowhere() throws Exception {
    for (Class<?> type : List.of(ClientLogger.class, BlobContainerClient.class)) {
      Class<?> theirs = LOADER.loadClass(type.getName());
      assertNotSame(type, theirs);
      assertSame(LOADER, theirs.getClassLoader());
    }
    Class<?> factory = LOADER.loadClass(LoggerFactory.class.getName());
    assertSame(LOADER, factory.getClassLoader());
    Logger logger = (Logger) factory.getMethod("getLogger", String.class).invoke(null, "com.azure");
    assertEquals("com.azure", logger.getName());
    assertFalse(logger.isErrorEnabled());
  }

  /** A second copy of what lists would log as the first one does not. */
  @Test
  void loginsAndListingsShareOneLoaderAndOurOwnTypes() throws Exception {
    Class<?> container = LOADER.loadClass(STORE + "sdk.SdkContainer");
    assertSame(LOADER, container.getClassLoader());
    assertSame(BlobListing.class, container.getInterfaces()[0]);
  }
}
