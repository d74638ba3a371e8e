package io.github.azblobcache.store.azure.answers;

/** What a request was to do, as far as permissions go. */
public enum Operation {
  READ("'r' (read), and 'c' and 'w' (create, write) to export", false),
  LIST("'l' (list)", false),
  WRITE(
      "'c' and 'w' (create, write); a missing container can be created by an account's signature"
          + " only",
      true),
  DELETE("'d' (delete)", true);

  private final String permissions;
  private final boolean isChange;

  Operation(String permissions, boolean isChange) {
    this.permissions = permissions;
    this.isChange = isChange;
  }

  /**
   * @param method of a request for a blob, or for several; a listing's is no other than a read's
   */
  static Operation of(String method) {
    return switch (method) {
      case "GET", "HEAD" -> READ;
      case "DELETE", "POST" -> DELETE;
      default -> WRITE;
    };
  }

  /** The letters that a shared access signature needs, with their names. */
  String permissions() {
    return permissions;
  }

  /** Whether it takes more than the right to read. */
  boolean isChange() {
    return isChange;
  }
}
