package io.github.azblobcache.store.azure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.ChildJvm;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.azure.shared.HttpDate;
import io.github.azblobcache.store.errors.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads to a host that stops reading, in a process of their own because of its trust store. */
@Timeout(120)
class SendTimeoutTest {

  /** More than the sockets of both sides buffer. */
  private static final int FILE_BYTES = 24_000_000;

  @TempDir Path folder;
  private TestCertificate certificate;
  private final AtomicInteger uploads = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean neverReads;
  private ServerSocket listener;

  /** Uploads a file; or begins to, and closes the store. */
  static final class Uploading {

    public static void main(String[] arguments) throws Exception {
      boolean isClosed = arguments[2].equals("close");
      Duration wait = Duration.ofSeconds(isClosed ? 600 : 2);
      AzureOptions options =
          new AzureOptions(wait, wait, 3, Duration.ofMillis(1), wait, FILE_BYTES);
      AzureBlobStore store =
          new AzureBlobStore(
              new AzureLocation(
                  URI.create(arguments[0]),
                  "acct",
                  "layers",
                  new AzureCredential.AccountKey("AAAA")),
              options);
      if (isClosed) {
        Thread closing =
            new Thread(
                () -> {
                  awaitWrite();
                  store.close();
                });
        closing.start();
      }
      try {
        boolean isNew = store.putIfAbsent(new BlobKey("blobs/a"), Path.of(arguments[1]));
        System.out.println(isNew ? "stored" : "was there");
      } catch (StoreException e) {
        System.out.println(e.getMessage());
      }
    }

    /** Waits until the main thread stands in a write. */
    private static void awaitWrite() {
      Thread main =
          Thread.getAllStackTraces().keySet().stream()
              .filter(it -> it.getName().equals("main"))
              .findFirst()
              .orElseThrow();
      int still = 0;
      StackTraceElement[] before = {};
      while (still < 20) {
        StackTraceElement[] now = main.getStackTrace();
        boolean isInSocket = now.length > 0 && now[0].getClassName().startsWith("sun.nio.ch.");
        boolean isSending =
            Stream.of(now).anyMatch(it -> it.getClassName().contains("SendTimeout"));
        still = isInSocket && isSending && Arrays.equals(now, before) ? still + 1 : 0;
        before = now;
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  private void start(String scheme) throws Exception {
    InetAddress here = InetAddress.getLoopbackAddress();
    listener =
        scheme.equals("https")
            ? certificate.server().getServerSocketFactory().createServerSocket(0, 50, here)
            : new ServerSocket(0, 50, here);
    Thread thread = new Thread(this::accept, "server that stops reading");
    thread.setDaemon(true);
    thread.start();
  }

  @BeforeEach
  void makeFiles() throws Exception {
    certificate = TestCertificate.in(folder);
    Files.write(folder.resolve("file"), new byte[FILE_BYTES]);
  }

  @AfterEach
  void stop() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        open.add(socket);
        serve(socket);
      }
    } catch (IOException e) {
      // The test is over
    }
  }

  /** Stops after the head of the first upload, and takes the next one unless it never reads. */
  private void serve(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    String head = head(in);
    if (head.startsWith("HEAD ")) {
      write(socket, answer("404 Not Found\r\nx-ms-error-code: BlobNotFound"));
      socket.close();
      return;
    }
    if (uploads.getAndIncrement() == 0 || neverReads) {
      return;
    }
    if (head.contains("100-Continue")) {
      write(socket, "HTTP/1.1 100 Continue\r\n\r\n");
    }
    in.skipNBytes(FILE_BYTES);
    write(socket, answer("201 Created\r\nETag: \"0x1\""));
  }

  private static String answer(String status) {
    return "HTTP/1.1 "
        + status
        + "\r\nx-ms-request-id: 1\r\nContent-Length: 0\r\nConnection: close\r\nDate: "
        + HttpDate.format(Instant.now())
        + "\r\n\r\n";
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("no request");
      }
      head.write(b);
    }
    return head.toString(ISO_8859_1);
  }

  private String upload(String scheme, String how) throws Exception {
    start(scheme);
    String url = scheme + "://localhost:" + listener.getLocalPort();
    String file = folder.resolve("file").toString();
    Process process =
        ChildJvm.start(certificate.trust(), Map.of(), Uploading.class, url, file, how);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return ChildJvm.await(process).output();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void areGivenUpAndTriedAgain(String scheme) throws Exception {
    String output = upload(scheme, "wait");
    assertTrue(output.contains("stored"), output);
    assertEquals(2, uploads.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void failAfterTheLastTryIfTheHostNeverReads(String scheme) throws Exception {
    neverReads = true;
    String output = upload(scheme, "wait");
    assertTrue(output.contains("timed out"), output);
    // On a busy machine a try can end before it has begun to send
    int tries = uploads.get();
    assertTrue(tries >= 1 && tries <= 3, tries + " of 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void endWhenTheStoreIsClosed(String scheme) throws Exception {
    String output = upload(scheme, "close");
    assertTrue(output.contains("the store was closed"), output);
    assertEquals(1, uploads.get());
  }
}
