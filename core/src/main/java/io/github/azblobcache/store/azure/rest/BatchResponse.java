package io.github.azblobcache.store.azure.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.azblobcache.store.azure.answers.ErrorResponse;
import io.github.azblobcache.store.azure.answers.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a service says of each request in a batch. */
final class BatchResponse {

  /**
   * What it says of one.
   *
   * @param status the HTTP status
   * @param code Azure's {@code x-ms-error-code}; may be empty
   * @param requestId Azure's {@code x-ms-request-id}; may be empty
   */
  record Part(int status, String code, String requestId) {

    boolean isSuccess() {
      return status / 100 == 2;
    }

    private boolean isOfNoBlob() {
      return refusal().isBlobMissing();
    }

    ErrorResponse refusal() {
      return new ErrorResponse(Operation.DELETE, status, code, requestId, Optional.empty());
    }
  }

  private static final Part DELETED = new Part(202, "", "");

  // 256 answers have some 100 KB
  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)");
  private static final Pattern ID = header("Content-ID");
  private static final Pattern CODE = header("x-ms-error-code");
  private static final Pattern REQUEST_ID = header("x-ms-request-id");
  private static final Pattern STATUS = Pattern.compile("(?m)^HTTP/1\\.\\d (\\d{3})\\b");

  private BatchResponse() {}

  private static Pattern header(String name) {
    return Pattern.compile("(?im)^" + name + ": *(\\S+) *\\r?$");
  }

  /**
   * Reads the parts.
   *
   * @param count how many requests the batch had
   * @param isRepeated whether an earlier answer to the same batch was lost, so that missing blobs
   *     are those that it deleted
   * @return for each request, in their order; empty where no part is about it: then it may or may
   *     not have been done
   * @throws IOException if the answer is not in parts, or breaks off
   */
  static List<Optional<Part>> parse(
      String contentType, InputStream body, int count, boolean isRepeated) throws IOException {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw new IOException("the answer to a batch is of type " + contentType);
    }
    String text = new String(body.readNBytes(MOST_BYTES), ISO_8859_1);
    List<Optional<Part>> parts = new ArrayList<>(Collections.nCopies(count, Optional.empty()));
    for (String part : text.split(Pattern.quote("--" + boundary.group(1)))) {
      int id =
          first(ID, part).filter(it -> it.matches("\\d{1,9}")).map(Integer::parseInt).orElse(-1);
      if (id >= 0 && id < count) {
        parts.set(id, part(part).map(it -> isRepeated && it.isOfNoBlob() ? DELETED : it));
      }
    }
    return parts;
  }

  private static Optional<Part> part(String text) {
    return first(STATUS, text)
        .map(
            status ->
                new Part(
                    Integer.parseInt(status),
                    first(CODE, text).orElse(""),
                    first(REQUEST_ID, text).orElse("")));
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
