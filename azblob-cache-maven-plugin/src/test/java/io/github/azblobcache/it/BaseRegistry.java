package io.github.azblobcache.it;

import io.github.azblobcache.testkit.DockerRegistry;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A registry of its own that base images are pulled from, and what it was asked. */
public final class BaseRegistry implements AutoCloseable {

  /** What lets Jib use a registry over plain http. */
  public static final List<String> PLAIN_HTTP =
      List.of("-Djib.allowInsecureRegistries=true", "-DsendCredentialsOverHttp=true");

  private static final String LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
  private static final Pattern DIGEST = Pattern.compile("\"digest\"\\s*:\\s*\"(sha256:\\w{64})\"");

  private final DockerRegistry registry;
  private final Optional<String> authorization;
  private int marks;

  /** One that everybody may read and write. */
  public BaseRegistry() {
    this.registry = DockerRegistry.start();
    this.authorization = Optional.empty();
  }

  /** One that asks for a login. */
  public BaseRegistry(String user, String password) {
    this.registry = DockerRegistry.startWithLogin(user, password);
    this.authorization = Optional.of("Basic " + auth(user, password));
  }

  /** A login as Docker's {@code config.json} has it. */
  public static String auth(String user, String password) {
    return Base64.getEncoder()
        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** Its host and port. */
  public String address() {
    return registry.address();
  }

  /** A build that pulls. */
  public interface Pulling {
    /** Runs it. */
    void run() throws IOException;
  }

  /** The name of an image here. */
  public String image(String nameAndTag) {
    return registry.address() + "/" + nameAndTag;
  }

  /** The digest of an image's manifest, and the name of the image that is pinned to it. */
  public String pinned(String name, String tag) throws IOException {
    HttpURLConnection answer = open("/v2/" + name + "/manifests/" + tag);
    return image(name) + "@" + answer.getHeaderField("Docker-Content-Digest");
  }

  /** The digests that a manifest names: its config's, then its layers'. */
  public List<String> blobs(String name, String tag) throws IOException {
    String manifest =
        new String(open("/v2/" + name + "/manifests/" + tag).getInputStream().readAllBytes());
    List<String> digests = new ArrayList<>();
    Matcher matcher = DIGEST.matcher(manifest);
    while (matcher.find()) {
      digests.add(matcher.group(1));
    }
    return digests;
  }

  /**
   * Publishes a list of images of one repository, under a tag.
   *
   * @param architectures of each image, which is also its tag
   */
  public void publishList(String name, String tag, List<String> architectures) throws IOException {
    List<String> entries = new ArrayList<>();
    for (String architecture : architectures) {
      entries.add(
          "{%s, \"platform\": {\"os\": \"linux\", \"architecture\": \"%s\"}}"
              .formatted(descriptor(name, architecture), architecture));
    }
    publish(
        name,
        tag,
        LIST,
        "{\"schemaVersion\": 2, \"mediaType\": \"%s\", \"manifests\": [%s]}"
            .formatted(LIST, String.join(",", entries)));
  }

  /** What an index says of an image that is here, without its braces. */
  public String descriptor(String name, String tag) throws IOException {
    HttpURLConnection manifest = open("/v2/" + name + "/manifests/" + tag);
    return "\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d"
        .formatted(
            manifest.getContentType(),
            manifest.getHeaderField("Docker-Content-Digest"),
            manifest.getContentLength());
  }

  /** Publishes a manifest, or a list of them, under a tag. */
  public void publish(String name, String tag, String mediaType, String json) throws IOException {
    HttpURLConnection manifest = open("/v2/" + name + "/manifests/" + tag);
    put(manifest, mediaType, json.getBytes(StandardCharsets.UTF_8));
  }

  /** Publishes a blob, of which a manifest may speak then. */
  public void publish(String name, String digest, byte[] bytes) throws IOException {
    HttpURLConnection begin = open("/v2/" + name + "/blobs/uploads/");
    begin.setRequestMethod("POST");
    begin.setDoOutput(true);
    begin.getOutputStream().close();
    URI upload = URI.create(begin.getHeaderField("Location"));
    put(
        open(upload.getPath() + "?" + upload.getRawQuery() + "&digest=" + digest),
        "application/octet-stream",
        bytes);
  }

  private static void put(HttpURLConnection connection, String contentType, byte[] bytes)
      throws IOException {
    connection.setRequestMethod("PUT");
    connection.setRequestProperty("Content-Type", contentType);
    connection.setDoOutput(true);
    connection.getOutputStream().write(bytes);
    if (connection.getResponseCode() != HttpURLConnection.HTTP_CREATED) {
      throw new IOException(
          new String(connection.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** What the registry was asked while a build ran, each once, in its order. */
  public List<String> asked(Pulling build) throws IOException {
    int before = settled();
    build.run();
    int after = settled();
    return registry.requests().subList(before, after - 1).stream().distinct().toList();
  }

  /** How many requests are listed, once all are that were answered. */
  private int settled() throws IOException {
    String mark = "/v2/mark/manifests/" + ++marks;
    open(mark).getResponseCode();
    while (true) {
      int at = registry.requests().indexOf("GET " + mark);
      if (at >= 0) {
        return at + 1;
      }
    }
  }

  private HttpURLConnection open(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://" + registry.address() + path).toURL().openConnection();
    authorization.ifPresent(it -> connection.setRequestProperty("Authorization", it));
    connection.setRequestProperty(
        "Accept",
        "application/vnd.docker.distribution.manifest.v2+json,"
            + "application/vnd.oci.image.manifest.v1+json,"
            + "application/vnd.oci.image.index.v1+json,"
            + LIST);
    return connection;
  }

  @Override
  public void close() {
    registry.close();
  }
}
