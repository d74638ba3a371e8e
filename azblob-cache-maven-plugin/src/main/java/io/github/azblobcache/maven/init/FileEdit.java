package io.github.azblobcache.maven.init;

import io.github.azblobcache.text.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file as it is to be. Nothing is written before {@link #write}.
 *
 * @param file where it is
 * @param state what that means for what is there
 * @param text all of it
 * @param bytes the text in the file's encoding
 */
public record FileEdit(Path file, State state, String text, byte[] bytes) {

  /** What an edit means for what is there. */
  public enum State {
    /** There is no such file. */
    NEW,

    /** The file is as it is to be. */
    SAME,

    /** The file is different, and is to be changed. */
    CHANGED,

    /** The file is different, and is to be left alone. */
    KEPT
  }

  /**
   * A file whose text is ours alone.
   *
   * @param overwrite whether to replace another text
   * @throws IOException naming the file, if it can't be read
   */
  public static FileEdit of(Path file, String text, boolean overwrite) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!Files.exists(file)) {
      return new FileEdit(file, State.NEW, text, bytes);
    }
    State different = overwrite ? State.CHANGED : State.KEPT;
    return new FileEdit(
        file, Arrays.equals(read(file), bytes) ? State.SAME : different, text, bytes);
  }

  /** Whether {@link #write} changes anything. */
  public boolean writes() {
    return state == State.NEW || state == State.CHANGED;
  }

  /**
   * Writes the file if it is to be written.
   *
   * @throws IOException naming the file, and what to do
   */
  public void write() throws IOException {
    if (!writes()) {
      return;
    }
    try {
      Files.createDirectories(file.getParent());
      // Not by way of a temporary file: a link stays one, and so do permissions.
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new IOException(
          file
              + " can't be written: "
              + Reason.of(e)
              + ". Give this user the right to write it, or add the lines by hand.",
          e);
    }
  }

  /**
   * The bytes of a file.
   *
   * @throws IOException naming the file
   */
  static byte[] read(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IOException(file + " can't be read: " + Reason.of(e) + ".", e);
    }
  }
}
