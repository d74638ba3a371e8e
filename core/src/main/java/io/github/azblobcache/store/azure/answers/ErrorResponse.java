package io.github.azblobcache.store.azure.answers;

import java.time.Duration;
import java.util.Optional;

/**
 * An answer that is no success, from either of the two clients.
 *
 * @param operation what the request was to do
 * @param status the HTTP status
 * @param code Azure's {@code x-ms-error-code}; empty if it was not Azure that answered
 * @param requestId Azure's {@code x-ms-request-id}; may be empty
 * @param retryAfter what the answer asked for
 */
public record ErrorResponse(
    Operation operation, int status, String code, String requestId, Optional<Duration> retryAfter) {

  static final String CONTAINER_NOT_FOUND = "ContainerNotFound";

  boolean isFromAzure() {
    return !code.isEmpty() || !requestId.isEmpty();
  }

  public boolean isContainerMissing() {
    return status == 404 && code.equals(CONTAINER_NOT_FOUND);
  }

  public boolean isContainerThere() {
    return status == 409 && code.equals("ContainerAlreadyExists");
  }

  /** The service knows who asks, and that this is more than they may do. */
  boolean isPermissionMissing() {
    return switch (code) {
      case "AuthorizationPermissionMismatch",
          "InsufficientAccountPermissions",
          "AuthorizationResourceTypeMismatch" ->
          true;
      default -> false;
    };
  }

  /** There is no such blob. A HEAD can lack the code. */
  public boolean isBlobMissing() {
    return status == 404 && (code.equals("BlobNotFound") || (code.isEmpty() && isFromAzure()));
  }

  /** The blob is not, or no longer, what the request's condition said. */
  public boolean isConditionNotMet() {
    return (status == 409 && code.equals("BlobAlreadyExists"))
        || (status == 412 && (code.equals("ConditionNotMet") || code.isEmpty()));
  }

  /** The blob can be neither read nor changed in the tier that it is in. */
  boolean isArchived() {
    return status == 409 && (code.equals("BlobArchived") || code.equals("BlobBeingRehydrated"));
  }

  /** The blob can be neither changed nor deleted, with any credential. */
  boolean isProtected() {
    return code.equals("BlobImmutableDueToPolicy") || code.equals("LeaseIdMissing");
  }

  public boolean isTransient() {
    return switch (status) {
      case 408, 429, 500, 502, 503, 504 -> true;
      default -> code.equals("ContainerBeingDeleted");
    };
  }

  /**
   * @param header a {@code Retry-After}; only its form in seconds is understood, which is Azure's
   */
  public static Optional<Duration> retryAfter(Optional<String> header) {
    return header
        .map(String::trim)
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  /** For instance {@code 503 ServerBusy, request 1a2b}. */
  @Override
  public String toString() {
    String text = code.isEmpty() ? Integer.toString(status) : status + " " + code;
    return requestId.isEmpty() ? text : text + ", request " + requestId;
  }
}
