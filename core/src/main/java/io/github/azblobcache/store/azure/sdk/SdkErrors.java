package io.github.azblobcache.store.azure.sdk;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpResponse;
import io.github.azblobcache.store.azure.answers.AzureErrors;
import io.github.azblobcache.store.azure.answers.ErrorResponse;
import io.github.azblobcache.store.azure.answers.HttpAnswer;
import io.github.azblobcache.store.azure.answers.Operation;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.stream.XMLStreamException;

/** Takes the SDK's exceptions apart for {@link AzureErrors}. */
final class SdkErrors {

  private static final HttpHeaderName ERROR_CODE = HttpHeaderName.fromString("x-ms-error-code");
  private static final HttpHeaderName REQUEST_ID = HttpHeaderName.fromString("x-ms-request-id");

  /** A call of the SDK. */
  interface Call<T> {
    T run() throws IOException;
  }

  private final AzureErrors errors;

  SdkErrors(AzureErrors errors) {
    this.errors = errors;
  }

  /** Runs a call that has no value but success. */
  <T> T run(String operation, Call<T> call) throws IOException {
    StoreInterruptedException.throwIfInterrupted(operation);
    try {
      return call.run();
    } catch (RuntimeException e) {
      throw translate(operation, e);
    }
  }

  // The SDK throws what reactor wraps: an answer, or an IOException, somewhere among the causes
  private StoreException translate(String operation, RuntimeException e) {
    if (Thread.currentThread().isInterrupted() || find(e, InterruptedException.class).isPresent()) {
      Thread.currentThread().interrupt();
      return new StoreInterruptedException(operation);
    }
    Optional<HttpResponse> answer =
        find(e, HttpResponseException.class).map(HttpResponseException::getResponse);
    if (answer.isPresent() && isCutOff(answer.get())) {
      return errors.unreachable(operation, HttpAnswer.cutOff());
    }
    if (answer.isPresent() && answer.get().getStatusCode() / 100 != 2) {
      return errors.answered(operation, refusal(answer.get()));
    }
    if (answer.isPresent() && !isFromAzure(answer.get())) {
      return errors.notAzures(operation, origin(answer.get()));
    }
    Optional<IOException> io = find(e, IOException.class);
    boolean isRead = answer.isPresent() || find(e, XMLStreamException.class).isPresent();
    // What the SDK can't take apart has a different exception for each way in which it fails
    return io.isPresent() && !isRead
        ? errors.unreachable(operation, io.get())
        : errors.unreadable(operation, e);
  }

  private static boolean isCutOff(HttpResponse answer) {
    return HttpAnswer.isCutOff(answer.getStatusCode(), header(answer));
  }

  /** Whether Azure, or an emulator, has given it. */
  static boolean isFromAzure(HttpResponse answer) {
    return HttpAnswer.isAzures(header(answer));
  }

  private static String origin(HttpResponse answer) {
    return HttpAnswer.origin(answer.getStatusCode(), header(answer));
  }

  private static Function<String, Optional<String>> header(HttpResponse answer) {
    return name -> Optional.ofNullable(answer.getHeaderValue(HttpHeaderName.fromString(name)));
  }

  private static ErrorResponse refusal(HttpResponse answer) {
    HttpHeaders headers = answer.getHeaders();
    return new ErrorResponse(
        Operation.LIST,
        answer.getStatusCode(),
        Optional.ofNullable(headers.getValue(ERROR_CODE)).orElse(""),
        Optional.ofNullable(headers.getValue(REQUEST_ID)).orElse(""),
        ErrorResponse.retryAfter(
            Optional.ofNullable(headers.getValue(HttpHeaderName.RETRY_AFTER))));
  }

  private static <T> Optional<T> find(Throwable e, Class<T> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }
}
