package io.github.azblobcache.jib;

import static io.github.azblobcache.jib.KillProject.OURS;
import static io.github.azblobcache.jib.KillSite.MAIN;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.testkit.Azurite;
import io.github.azblobcache.testkit.Link;
import io.github.azblobcache.testkit.ThrottlingProxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store holds of uploads that end in the middle, also after it was started again. */
@Timeout(300)
class KilledUploadTest {

  /** Enough for some layers and not for all. */
  private static final int BYTES_THAT_PASS = 300_000;

  private @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isNoBlobAndTheNextBuildUploadsIt(boolean inBlocks) throws Exception {
    KillProject project = KillProject.write(temp.resolve("project"));
    Path home = Files.createDirectories(temp.resolve("home"));
    String container = "killed";
    try (Azurite azurite = Azurite.start(temp.resolve("azurite"))) {
      try (ThrottlingProxy proxy = ThrottlingProxy.before(azurite.accountUrl(), Link.unlimited())) {
        proxy.stallAfter(BYTES_THAT_PASS);
        String slow = described(proxy.through(azurite.accountUrl()), container, azurite);
        KilledProcess.Task task =
            new KilledProcess.Task(KilledOperation.EXPORT, project.folder(), home, slow, inBlocks);
        try (KilledProcess process = KilledProcess.start(KillJvm.in(temp.resolve("jvm")), task)) {
          process.killWhen(() -> proxy.bytesUp() + proxy.bytesDown() == BYTES_THAT_PASS);
        }
      }
      check(project, home, described(azurite.accountUrl(), container, azurite), false);
    }
    try (Azurite azurite = Azurite.start(temp.resolve("azurite"))) {
      check(project, home, described(azurite.accountUrl(), container, azurite), true);
    }
  }

  private static void check(KillProject project, Path home, String store, boolean goesOn)
      throws Exception {
    try (BlobStore opened = KilledProcess.store(store, false)) {
      StoreState left = StoreState.read(opened);
      left.assertNothingDangles(Set.of());
      if (goesOn) {
        KillSite site = new KillSite(project, project.base(), home, opened, new ArrayList<>());
        KilledOperation.EXPORT.goOn(site);
        StoreState next = StoreState.read(opened);
        next.assertNothingDangles(Set.of());
        next.assertNames(site, MAIN, OURS);
        assertTrue(next.blobs().size() > left.blobs().size(), "Nothing was left to do");
      }
    }
  }

  private static String described(URI account, String container, Azurite azurite) {
    return String.join(" ", account.toString(), container, azurite.accountKey());
  }
}
