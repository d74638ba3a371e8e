package io.github.azblobcache.jib.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request to a {@link FaultyService}, and the connection that it came on. */
final class Exchange {

  private final Socket client;
  private final FaultyService service;
  private final InputStream in;
  private final Map<String, String> headers = new TreeMap<>();
  private String method = "";
  private String target = "";
  private byte[] body;

  Exchange(Socket client, FaultyService service) throws IOException {
    this.client = client;
    this.service = service;
    this.in = new BufferedInputStream(client.getInputStream(), 1024);
    client.setTcpNoDelay(true);
  }

  /** Reads up to the body; false if nothing comes, as when a client keeps a connection to spare. */
  boolean readHead() throws IOException {
    String first = Answer.line(in);
    if (first.isEmpty()) {
      return false;
    }
    String[] words = first.split(" ");
    method = words[0];
    target = words[1];
    for (String line = Answer.line(in); !line.isEmpty(); line = Answer.line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    return true;
  }

  String method() {
    return method;
  }

  /** The request's path, without its query. */
  String path() {
    return target.split("\\?")[0].replace("%3A", ":").replace("%2F", "/");
  }

  String target() {
    return target;
  }

  /** The value of a parameter of the query; empty if it has none such. */
  String parameter(String name) {
    Matcher matcher = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(target);
    return matcher.find() ? matcher.group(1) : "";
  }

  Map<String, String> headers() {
    return headers;
  }

  FaultyService service() {
    return service;
  }

  boolean isWrite() {
    return !method.equals("GET") && !method.equals("HEAD");
  }

  boolean isListing() {
    return target.contains("comp=list");
  }

  boolean isLayer() {
    return path().contains("/blobs/");
  }

  boolean isManifest() {
    return path().contains("/manifests/");
  }

  private int length() {
    return Integer.parseInt(headers.getOrDefault("content-length", "0"));
  }

  /** The request's body. */
  byte[] body() throws IOException {
    if (body == null) {
      body = in.readNBytes(length());
    }
    return body;
  }

  /** Reads a half of the request's body, if there is one. */
  void readHalf() throws IOException {
    in.readNBytes(length() / 2);
  }

  /** What the real service answers, with the faulty one's clock. */
  Answer forward() throws IOException {
    try (Socket server = new Socket(service.service().getHost(), service.service().getPort())) {
      server.setTcpNoDelay(true);
      StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
      byte[] content = body();
      for (Map.Entry<String, String> header : headers.entrySet()) {
        if (!Answer.isAboutConnection(header.getKey())) {
          head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
      }
      head.append("connection: close\r\n\r\n");
      OutputStream out = server.getOutputStream();
      out.write(head.toString().getBytes(ISO_8859_1));
      out.write(content);
      out.flush();
      return Answer.read(server.getInputStream(), method.equals("HEAD")).later(service.ahead());
    }
  }

  /** Sends an answer. */
  void send(Answer answer) throws IOException {
    sendHead(answer);
    write(answer.body());
  }

  void sendHead(Answer answer) throws IOException {
    write(answer.head().getBytes(ISO_8859_1));
  }

  void write(byte[] bytes) throws IOException {
    write(bytes, 0, bytes.length);
  }

  void write(byte[] bytes, int from, int count) throws IOException {
    client.getOutputStream().write(bytes, from, count);
    client.getOutputStream().flush();
  }

  /** Reads the beginning of a TLS handshake. */
  void readSomething() throws IOException {
    in.read();
  }

  /** Ends the connection as a broken network does. */
  void reset() throws IOException {
    client.setSoLinger(true, 0);
    client.close();
  }
}
