package io.github.azblobcache.settings.syntax;

import java.util.Optional;

/** The servers of Maven's {@code settings.xml}, which keep secrets out of the build's files. */
public interface ServerPasswords {

  /** There are no servers. */
  ServerPasswords NONE = id -> Optional.empty();

  /**
   * The password of a server, decrypted, which is an account key or a shared access signature;
   * empty if there is no such server. A server without a password has an empty one.
   *
   * @throws UnreadablePasswordException if it can't be decrypted
   */
  Optional<String> password(String id) throws UnreadablePasswordException;

  /** A password that can't be decrypted. */
  final class UnreadablePasswordException extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * @param reason why, without any of the password
     */
    public UnreadablePasswordException(String reason) {
      super(reason);
    }
  }
}
