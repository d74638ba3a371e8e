package io.github.azblobcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.syntax.ServerPasswords;
import io.github.azblobcache.settings.syntax.SettingContext;
import io.github.azblobcache.settings.values.SettingSource;
import io.github.azblobcache.store.ChildJvm;
import io.github.azblobcache.store.types.BuiltInStores;
import io.github.azblobcache.testkit.Azurite;
import io.github.azblobcache.transfer.CacheTimeouts;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build must not make a fresh JVM do: it shows in each build, and in no warm test. */
class ColdJvmTest {

  private static final String IMAGE = "com.example:hello";
  private static final Pattern OUR_LAMBDA =
      Pattern.compile("io[.]github[.]azblobcache[.].*[$][$]Lambda");

  /** A few more than were linked when it was written. */
  private static final int MOST_LAMBDAS = 80;

  @TempDir Path files;

  /** An export and an import, in a process of their own. */
  static final class Build {

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      LayerFile layer = layer(folder);
      try (SessionCaches session = session(folder)) {
        BuiltImage image = new BuiltImage(IMAGE, List.of(layer), Optional.empty(), false);
        System.out.println(cache(session, folder).export(image).uploadedLayers() + " exported");
      }
      try (SessionCaches session = session(folder)) {
        LayerCache cache = cache(session, folder);
        cache.prefetch(IMAGE, known -> false);
        boolean isFetched = cache.fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE).isPresent();
        System.out.println("fetched: " + isFetched);
      }
    }

    private static LayerFile layer(Path folder) throws IOException {
      byte[] tar = "a layer".getBytes(StandardCharsets.UTF_8);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        gzip.write(tar);
      }
      Digest digest = Digest.of(bytes.toByteArray());
      return new LayerFile(
          new Descriptor(MediaTypes.DOCKER_LAYER_GZIP, digest, bytes.size()),
          new DiffId(Digest.of(tar)),
          Files.write(folder.resolve("layer"), bytes.toByteArray()));
    }

    private static SessionCaches session(Path folder) {
      CacheDirectories home = new CacheDirectories(folder.resolve("home"));
      return new SessionCaches(
          new BuildEnvironment(folder, home, CacheTimeouts.DEFAULT), CacheEvents.NONE);
    }

    private static LayerCache cache(SessionCaches session, Path folder) {
      String described = System.getenv("TEST_CACHE");
      Map<String, String> user =
          Map.of("azblob-cache.from", described, "azblob-cache.to", described);
      SettingContext context =
          new SettingContext(
              name -> null, folder, ServerPasswords.NONE, warning -> {}, BuiltInStores.TYPES);
      return session.cacheFor(
          CacheSettings.read(List.of(SettingSource.userProperties(user::get)), context));
    }
  }

  /** The methods that the compiler gives a record are linked at their first call, by this class. */
  @Test
  void noRecordIsComparedByMethodsThatMustBeLinkedFirst() throws Exception {
    assertEquals(
        List.of(), loaded().lines().filter(it -> it.contains("java.lang.runtime.Obj")).toList());
  }

  /** Each costs a build a quarter of a millisecond, which no profile shows. */
  @Test
  void fewLambdasAreLinked() throws Exception {
    List<String> lambdas =
        loaded().lines().filter(it -> OUR_LAMBDA.matcher(it).find()).sorted().toList();
    assertTrue(!lambdas.isEmpty(), "None is found in the log of another JVM");
    assertTrue(
        lambdas.size() <= MOST_LAMBDAS,
        () -> lambdas.size() + " are linked: " + String.join("\n", lambdas));
  }

  private String loaded() throws Exception {
    Azurite azurite = Azurite.shared();
    String cache =
        "type=azblob,container="
            + azurite.newContainerName()
            + ",account_url="
            + azurite.accountUrl()
            + ",secret_access_key="
            + azurite.accountKey();
    ChildJvm.Result result =
        ChildJvm.await(
            ChildJvm.start(
                List.of("-Xlog:class+load"),
                Map.of("TEST_CACHE", cache),
                Build.class,
                files.toString()));
    assertTrue(result.output().contains("1 exported"), result.output());
    assertTrue(result.output().contains("fetched: true"), result.output());
    return result.output();
  }
}
