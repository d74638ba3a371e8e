package io.github.azblobcache.jib.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.tools.jib.api.buildplan.Platform;
import io.github.azblobcache.jib.base.RegistryBase.Base;
import io.github.azblobcache.jib.base.image.BaseMetadata;
import io.github.azblobcache.jib.base.image.BaseReference;
import io.github.azblobcache.jib.base.image.PinnedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryQuestionTest {

  @TempDir private Path folder;

  @Test
  void aRegistryThatDoesNotAnswerIsAskedOnceAndNotWaitedForAgain() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      JibRun run = run(Map.of());
      Base base = base(silent);
      RegistryQuestion question = RegistryQuestion.ask(base, run, Optional::empty);
      silent.accept();

      IOException e = assertThrows(IOException.class, question::await);
      assertEquals("no answer in time", e.getMessage());
      assertSame(question, RegistryQuestion.ask(base, run, Optional::empty));
      e = assertThrows(IOException.class, question::await);
      assertEquals("no answer in time", e.getCause().getMessage());
    }
  }

  @Test
  void nobodyIsAskedWhereACacheKnowsOrMavenIsOffline() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      PinnedImage known = new PinnedImage(List.of(), new BaseMetadata(null));
      assertEquals(
          Optional.of(known),
          RegistryQuestion.ask(base(silent), run(Map.of()), () -> Optional.of(known)).await());

      JibRun offline = run(Map.of());
      offline.session().getRequest().setOffline(true);
      assertEquals(
          Optional.empty(), RegistryQuestion.ask(base(silent), offline, Optional::empty).await());

      silent.setSoTimeout(1);
      assertThrows(SocketTimeoutException.class, silent::accept);
    }
  }

  private JibRun run(Map<String, String> user) throws Exception {
    return JibRuns.of(folder, "buildTar", user, "");
  }

  private static Base base(ServerSocket registry) {
    String name = "127.0.0.1:" + registry.getLocalPort() + "/base@sha256:" + "1".repeat(64);
    return new Base(
        BaseReference.parse(name).orElseThrow(), List.of(new Platform("amd64", "linux")));
  }
}
