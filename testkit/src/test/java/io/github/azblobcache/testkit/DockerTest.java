package io.github.azblobcache.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.HttpURLConnection;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class DockerTest {

  @Test
  void registryAnswersAndListsWhatItWasAsked() throws Exception {
    try (DockerRegistry registry = RealParts.require(DockerRegistry::start)) {
      URI url = URI.create("http://" + registry.address() + "/v2/none/manifests/latest");
      HttpURLConnection answer = (HttpURLConnection) url.toURL().openConnection();
      answer.setRequestMethod("HEAD");

      assertEquals(404, answer.getResponseCode());
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(5),
          () -> {
            while (registry.requests().isEmpty()) {
              Thread.sleep(10);
            }
          });
      assertEquals(List.of("HEAD /v2/none/manifests/latest"), registry.requests());
    }
  }

  @Test
  void registryIsOnePerJvm() throws Exception {
    DockerRegistry registry = RealParts.require(DockerRegistry::shared);
    assertEquals(registry.address(), DockerRegistry.shared().address());
  }

  @Test
  void daemonAnswersAndLeavesNothingBehind() throws Exception {
    Path socket;
    try (DockerDaemon daemon = RealParts.require(DockerDaemon::start)) {
      socket = Path.of(URI.create(daemon.dockerHost()).getPath());
      assertTrue(ping(socket).startsWith("HTTP/1.0 200 OK"), ping(socket));
    }
    assertFalse(Files.exists(socket.getParent()));
    assertFalse(Files.readString(Path.of("/proc/mounts")).contains(socket.getParent() + "/"));
  }

  private static String ping(Path socket) throws Exception {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(StandardCharsets.US_ASCII.encode("GET /_ping HTTP/1.0\r\n\r\n"));
      ByteBuffer answer = ByteBuffer.allocate(4096);
      while (channel.read(answer) > 0) {
        // Until the daemon closes.
      }
      return StandardCharsets.US_ASCII.decode(answer.flip()).toString();
    }
  }
}
