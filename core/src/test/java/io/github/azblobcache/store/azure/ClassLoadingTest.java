package io.github.azblobcache.store.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.ChildJvm;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.testkit.Azurite;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassLoadingTest {

  private static final BlobKey KEY = new BlobKey("blobs/a");

  @TempDir Path files;

  /** What a build does, in a process of its own. */
  static final class Build {

    public static void main(String[] arguments) throws Exception {
      AzureLocation location =
          new AzureLocation(
              URI.create(arguments[0]),
              arguments[1],
              arguments[2],
              System.getenv("TEST_KEY") == null
                  ? new AzureCredential.SharedAccessSignature(System.getenv("TEST_SAS"))
                  : new AzureCredential.AccountKey(System.getenv("TEST_KEY")));
      try (AzureBlobStore store = new AzureBlobStore(location)) {
        store.signIn();
        store.putIfAbsent(KEY, Path.of(arguments[3]));
        Optional<BlobStat> seen = store.stat(KEY);
        try (BlobContent content = store.open(KEY, new ByteRange(1, 2)).orElseThrow()) {
          content.body().readAllBytes();
        }
        boolean isReplaced = store.replaceIfUnchanged(KEY, seen, new byte[1]).isPresent();
        System.out.println("replaced: " + isReplaced + ", dated: " + store.touch(KEY));
        System.out.println("deleted: " + store.deleteIfUnchanged(store.stat(KEY).orElseThrow()));
      }
    }
  }

  @Test
  void aBuildWithAnAccountKeyLoadsNothingOfTheSdk() throws Exception {
    loadsNothingOfTheSdk(Map.of("TEST_KEY", Azurite.shared().accountKey()));
  }

  @Test
  void aBuildWithASignatureLoadsNothingOfTheSdk() throws Exception {
    loadsNothingOfTheSdk(Map.of("TEST_SAS", Signatures.ofAccount("rcwld")));
  }

  private void loadsNothingOfTheSdk(Map<String, String> secret) throws Exception {
    AzureLocation location = AzureBlobStoreTest.newLocation();
    Path layer = Files.writeString(files.resolve("layer"), "layer");
    ChildJvm.Result result =
        ChildJvm.await(
            ChildJvm.start(
                List.of("-Xlog:class+load"),
                secret,
                Build.class,
                location.accountUrl().toString(),
                location.accountName(),
                location.container(),
                layer.toString()));
    assertTrue(result.output().contains("replaced: true, dated: true"), result.output());
    assertTrue(result.output().contains("deleted: true"), result.output());
    List<String> foreign =
        result
            .output()
            .lines()
            .filter(line -> line.contains(" com.azure.") || line.contains(" reactor."))
            .toList();
    assertEquals(List.of(), foreign);
  }
}
