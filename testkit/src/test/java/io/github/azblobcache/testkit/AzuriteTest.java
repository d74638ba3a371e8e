package io.github.azblobcache.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzuriteTest {

  @Test
  void answersAsBlobStorageDoes() throws Exception {
    Azurite azurite = RealParts.require(Azurite::shared);

    HttpURLConnection answer = get(azurite.accountUrl() + "?comp=list");

    assertEquals(403, answer.getResponseCode());
    assertTrue(answer.getHeaderField("Server").startsWith("Azurite-Blob/3.35.0"));
    assertEquals("/devstoreaccount1", azurite.accountUrl().getPath());
  }

  @Test
  void sharesOneServerBetweenClassLoaders() throws Exception {
    Azurite here = RealParts.require(Azurite::shared);

    URL classes = Azurite.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader other =
        new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
      Class<?> there = other.loadClass(Azurite.class.getName());
      assertNotSame(Azurite.class, there);
      Object shared = there.getMethod("shared").invoke(null);
      assertEquals(here.accountUrl(), there.getMethod("accountUrl").invoke(shared));
    }
  }

  @Test
  void keepsTheSharedOneRunningWhenItIsClosed() throws Exception {
    Azurite azurite = RealParts.require(Azurite::shared);

    azurite.close();

    assertEquals(403, get(azurite.accountUrl() + "?comp=list").getResponseCode());
  }

  @Test
  void endsWhenClosed(@TempDir Path folder) throws Exception {
    Azurite azurite = RealParts.require(() -> Azurite.start(folder));
    assertEquals(403, get(azurite.accountUrl() + "?comp=list").getResponseCode());

    azurite.close();
    azurite.close();

    assertThrows(ConnectException.class, () -> get(azurite.accountUrl() + "").getResponseCode());
  }

  @Test
  void keepsDataInAFolderForTheNextOne(@TempDir Path folder) throws Exception {
    SignedRequest put = new SignedRequest("PUT", "/kept", "restype=container");
    try (Azurite first = RealParts.require(() -> Azurite.start(folder))) {
      assertEquals(201, put.send(first));
    }
    try (Azurite second = Azurite.start(folder)) {
      assertEquals(409, put.send(second));
    }
  }

  @Test
  void givesNewContainerNamesThatAzureAccepts() throws Exception {
    Azurite azurite = RealParts.require(Azurite::shared);
    String name = azurite.newContainerName();

    assertNotEquals(name, azurite.newContainerName());
    assertTrue(name.matches("[a-z0-9](-?[a-z0-9])*") && name.length() <= 63, name);
    assertEquals(201, new SignedRequest("PUT", "/" + name, "restype=container").send(azurite));
  }

  @Test
  void pinsEveryPackageByItsHashAndNoneByItsHost() throws IOException {
    try (var lock = Azurite.class.getResourceAsStream("/azurite/package-lock.json")) {
      String text = new String(lock.readAllBytes(), StandardCharsets.UTF_8);
      assertFalse(text.contains("\"resolved\""));
      assertEquals(
          text.split("\"node_modules/").length, text.split("\"integrity\": \"sha512-").length);
    }
  }

  private static HttpURLConnection get(String url) throws IOException {
    return (HttpURLConnection) URI.create(url).toURL().openConnection();
  }
}
