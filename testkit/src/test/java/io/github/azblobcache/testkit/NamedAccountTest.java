package io.github.azblobcache.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedAccountTest {

  private static final String CONTAINER = "/container?restype=container";

  /** A client of its own JVM, for the names are one JVM's. */
  static final class Client {

    public static void main(String[] arguments) throws Exception {
      URI url = URI.create(arguments[0]);
      HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
      connection.setRequestMethod(arguments[1]);
      connection.setRequestProperty("x-ms-version", "2021-12-02");
      if (arguments.length > 2) {
        connection.setRequestProperty("Authorization", "Bearer " + arguments[2]);
      }
      if (arguments[1].equals("PUT")) {
        connection.setDoOutput(true);
        connection.getOutputStream().close();
      }
      System.exit(connection.getResponseCode() / 100);
    }
  }

  @Test
  void hasTheNameThatItHasAtAzure(@TempDir Path folder) throws Exception {
    try (NamedAccount account =
        RealParts.require(
            () -> NamedAccount.start("acct", Azurite.shared().accountKey(), folder))) {
      assertEquals("https://acct.blob.core.windows.net", account.url());
      List<String> here = account.jvmOptions();
      assertEquals(4, status(here, account.url() + CONTAINER, "PUT"));
      assertEquals(2, status(here, account.url() + CONTAINER, "PUT", account.token()));
      String list = account.url() + CONTAINER + "&comp=list&";
      assertEquals(2, status(here, list + account.signature("container", "l"), "GET"));
      assertEquals(4, status(here, list + account.signature("container", "r"), "GET"));
      assertEquals(
          2, status(here, "https://login.microsoftonline.com/t/oauth2/v2.0/token", "POST"));
    }
  }

  @Test
  void findsTheJdkThatRunsThisAndMissesOneThatNobodyHas() {
    Path home = Jdks.home(Runtime.version().feature());
    assertTrue(Files.isExecutable(home.resolve("bin/java")), home.toString());
    assertThrows(MissingPartException.class, () -> Jdks.home(7));
  }

  private static int status(List<String> options, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    String classes =
        Path.of(Client.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    command.addAll(List.of("-cp", classes, Client.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().transferTo(System.out);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    return process.exitValue();
  }
}
