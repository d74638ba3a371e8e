package io.github.azblobcache.store.azure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheMode;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.AzureCredential;
import io.github.azblobcache.store.AzureLocation;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.testkit.RandomLayer;
import io.github.azblobcache.transfer.BuiltImage;
import io.github.azblobcache.transfer.CacheEvents;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.LayerFile;
import io.github.azblobcache.transfer.Patience;
import io.github.azblobcache.transfer.Timing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A storage service that breaks the first answer for each blob off costs a build nothing. */
@Timeout(120)
class BrokenBodiesTest {

  private static final int LAYERS = 30;

  @TempDir private Path folder;
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  @Test
  void everyLayerStillComesFromTheCache() throws IOException {
    MemoryBlobStore blobs = new MemoryBlobStore(Clock.systemUTC());
    List<LayerFile> layers = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < LAYERS; i++) {
      layers.add(layer(i));
      bytes += layers.get(i).blob().sizeBytes();
    }
    try (LayerCache cache = cache(blobs)) {
      cache.export(new BuiltImage("com.example:app", layers));
    }
    try (CuttingServer server = new CuttingServer(blobs);
        AzureBlobStore store = new AzureBlobStore(server.location());
        LayerCache cache = cache(store)) {
      cache.prefetch("com.example:app", known -> false);
      for (LayerFile layer : layers) {
        assertTrue(cache.fetch(layer.diffId(), Patience.NO_ALTERNATIVE).isPresent());
      }
      cache.tellDamage();
      assertEquals(List.of(), warnings);
      assertEquals(LAYERS, server.cut.size());
      assertEquals(bytes, server.sentBytes.get(), "each byte is sent once");
    }
  }

  private LayerFile layer(int seed) throws IOException {
    RandomLayer layer = RandomLayer.write(folder.resolve("layers"), seed, 20_000);
    return new LayerFile(
        new Descriptor(
            MediaTypes.DOCKER_LAYER_GZIP, Digest.parse(layer.digest()), layer.sizeBytes()),
        DiffId.parse(layer.diffId()),
        layer.file());
  }

  private LayerCache cache(BlobStore store) {
    AzureLocation location =
        new AzureLocation(URI.create("http://unused"), "acct", "layers", CuttingServer.KEY);
    CacheDescription description =
        new CacheDescription(
            location, Layout.DEFAULT, List.of(new ManifestName("main")), CacheMode.MIN, false);
    return new LayerCache(
        new CacheSettings(List.of(description), List.of(description), false),
        any -> store,
        folder.resolve("staging"),
        Timing.DEFAULT.withFirstAnswer(Duration.ofMinutes(1)),
        CacheEvents.to(warnings::add, detail -> {}));
  }

  /** Serves blobs as Azure does, but ends the first answer for each layer in its middle. */
  private static final class CuttingServer implements AutoCloseable {

    private static final AzureCredential KEY =
        new AzureCredential.AccountKey(Base64.getEncoder().encodeToString("key".getBytes(UTF_8)));
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final MemoryBlobStore blobs;
    private final Set<BlobKey> cut = ConcurrentHashMap.newKeySet();
    private final AtomicLong sentBytes = new AtomicLong();

    CuttingServer(MemoryBlobStore blobs) throws IOException {
      this.blobs = blobs;
      start(this::serve);
    }

    AzureLocation location() {
      URI url = URI.create("http://127.0.0.1:" + listener.getLocalPort());
      return new AzureLocation(url, "acct", "layers", KEY);
    }

    private static void start(Runnable task) {
      Thread thread = new Thread(task, "cutting server");
      thread.setDaemon(true);
      thread.start();
    }

    private void serve() {
      while (!listener.isClosed()) {
        try {
          Socket socket = listener.accept();
          start(() -> answer(socket));
        } catch (IOException e) {
          return;
        }
      }
    }

    private void answer(Socket socket) {
      try (socket) {
        BufferedReader request =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        String target = request.readLine().split(" ")[1];
        String range = "bytes=0-";
        for (String line = request.readLine(); !line.isEmpty(); line = request.readLine()) {
          if (line.toLowerCase(Locale.ROOT).startsWith("x-ms-range: ")) {
            range = line.substring("x-ms-range: ".length());
          }
        }
        BlobKey key = new BlobKey(target.substring("/layers/".length()).replace("%3A", ":"));
        send(socket.getOutputStream(), key, range);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void send(OutputStream out, BlobKey key, String range) throws IOException {
      Matcher asked = RANGE.matcher(range);
      assertTrue(asked.matches(), range);
      try (BlobContent content = blobs.open(key, ByteRange.ALL).orElseThrow()) {
        byte[] all = content.body().readAllBytes();
        int from = Integer.parseInt(asked.group(1));
        long last = asked.group(2).isEmpty() ? all.length : Long.parseLong(asked.group(2));
        int to = (int) Math.min(all.length, last + 1);
        String head =
            "HTTP/1.1 206 Partial Content\r\nContent-Length: "
                + (to - from)
                + "\r\nContent-Range: bytes "
                + from
                + "-"
                + (to - 1)
                + "/"
                + all.length
                + "\r\nETag: \"0x1\"\r\nLast-Modified: Sat, 31 Jan 2026 00:00:00 GMT"
                + "\r\nx-ms-request-id: 1\r\nConnection: close\r\n\r\n";
        out.write(head.getBytes(ISO_8859_1));
        boolean isLayer = key.path().startsWith("blobs/");
        int count = isLayer && cut.add(key) ? (to - from) / 2 : to - from;
        out.write(all, from, count);
        if (isLayer) {
          sentBytes.addAndGet(count);
        }
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }
}
