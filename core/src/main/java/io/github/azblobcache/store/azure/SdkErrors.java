package io.github.azblobcache.store.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpResponse;
import io.github.azblobcache.store.StoreException;
import io.github.azblobcache.store.StoreInterruptedException;
import java.io.IOException;
import java.util.Optional;

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
  <T> T run(String doing, Call<T> call) throws IOException {
    StoreInterruptedException.throwIfInterrupted(doing);
    try {
      return call.run();
    } catch (RuntimeException e) {
      throw translate(doing, e);
    }
  }

  // The SDK throws what reactor wraps: an answer, or an IOException, somewhere among the causes
  private StoreException translate(String doing, RuntimeException e) {
    if (Thread.currentThread().isInterrupted() || find(e, InterruptedException.class).isPresent()) {
      Thread.currentThread().interrupt();
      return new StoreInterruptedException(doing);
    }
    Optional<Refusal> refusal =
        find(e, HttpResponseException.class)
            .map(HttpResponseException::getResponse)
            .map(SdkErrors::refusal);
    if (refusal.isPresent() && !refusal.get().isSuccess()) {
      return errors.answered(doing, refusal.get());
    }
    Optional<IOException> io = find(e, IOException.class);
    // What the SDK can't take apart, a page of HTML for instance, has a different exception for
    // each way in which it fails
    return io.isPresent() ? errors.unreachable(doing, io.get()) : errors.unreadable(doing, e);
  }

  private static Refusal refusal(HttpResponse answer) {
    HttpHeaders headers = answer.getHeaders();
    return new Refusal(
        Operation.LIST,
        answer.getStatusCode(),
        Optional.ofNullable(headers.getValue(ERROR_CODE)).orElse(""),
        Optional.ofNullable(headers.getValue(REQUEST_ID)).orElse(""),
        Refusal.retryAfter(Optional.ofNullable(headers.getValue(HttpHeaderName.RETRY_AFTER))));
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
