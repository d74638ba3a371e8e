package io.github.azblobcache.jib.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An answer over HTTP.
 *
 * @param headers by lower-case name, in their order, without those about the connection
 */
record Answer(int status, Map<String, String> headers, byte[] body) {

  private static final Set<String> ABOUT_CONNECTION =
      Set.of("connection", "keep-alive", "transfer-encoding", "upgrade", "http2-settings");

  static boolean isAboutConnection(String header) {
    return ABOUT_CONNECTION.contains(header);
  }

  /** An answer with a body of its own. */
  static Answer of(int status, String body, String... headers) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    byte[] bytes = body.getBytes(UTF_8);
    all.put("content-length", Integer.toString(bytes.length));
    return new Answer(status, all, bytes);
  }

  /** Reads the only answer that comes on a connection. */
  static Answer read(InputStream stream, boolean isToHead) throws IOException {
    InputStream in = new BufferedInputStream(stream);
    int status = Integer.parseInt(line(in).split(" ")[1]);
    Map<String, String> headers = new LinkedHashMap<>();
    boolean isChunked = false;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
      isChunked |= name.equals("transfer-encoding");
      if (!isAboutConnection(name)) {
        headers.put(name, line.substring(line.indexOf(':') + 1).trim());
      }
    }
    byte[] body = isToHead ? new byte[0] : isChunked ? chunks(in) : in.readAllBytes();
    if (!isToHead) {
      headers.put("content-length", Integer.toString(body.length));
    }
    return new Answer(status, headers, body);
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = size(in); size > 0; size = size(in)) {
      body.write(in.readNBytes(size));
      line(in);
    }
    return body.toByteArray();
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in), 16);
  }

  /** The next line; empty at the end. */
  static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    return line.toString(ISO_8859_1).trim();
  }

  /** The same with another body, and its length. */
  Answer withBody(byte[] other) {
    return new Answer(status, headers, other).with("content-length", "" + other.length);
  }

  /** The same with a header. */
  Answer with(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new Answer(status, all, body);
  }

  /** The same with another status. */
  Answer withStatus(int other) {
    return new Answer(other, headers, body);
  }

  /** The same, by a clock that is ahead. */
  Answer later(Duration ahead) {
    String date = headers.get("date");
    return date == null || ahead.isZero()
        ? this
        : with(
            "date",
            format(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).plus(ahead)));
  }

  static String format(ZonedDateTime time) {
    return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
        .format(time.withZoneSameInstant(ZoneOffset.UTC));
  }

  String head() {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Answer\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("connection: close\r\n\r\n").toString();
  }
}
