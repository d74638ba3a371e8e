package io.github.azblobcache.store.azure.rest.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Bytes to upload, as often as need be. */
public interface RequestBody {

  long lengthBytes();

  /**
   * Writes exactly {@link #lengthBytes()} bytes.
   *
   * @throws UnreadableFileException if they can't be read; any other exception is the sink's
   */
  void writeTo(OutputStream sink) throws IOException;

  static RequestBody of(byte[] bytes) {
    return new RequestBody() {
      @Override
      public long lengthBytes() {
        return bytes.length;
      }

      @Override
      public void writeTo(OutputStream sink) throws IOException {
        sink.write(bytes);
      }
    };
  }

  static RequestBody of(Path file, LongConsumer sentBytes) throws IOException {
    return new FileBody(file, 0, Files.size(file), sentBytes);
  }

  /** A part of a file. */
  static RequestBody of(Path file, long offset, long lengthBytes) {
    return new FileBody(file, offset, lengthBytes, bytes -> {});
  }

  /** The file to upload can't be read, or changes: no fault of the store's. */
  final class UnreadableFileException extends IOException {

    private static final long serialVersionUID = 1;

    UnreadableFileException(Path file, String why, Throwable cause) {
      super("Can't read " + file + ", which was to be uploaded: " + why, cause);
    }
  }

  /**
   * A file, or a part of it, that must not change meanwhile.
   *
   * @param sentBytes receives how many bytes have been written, after each part
   */
  record FileBody(Path file, long offset, long lengthBytes, LongConsumer sentBytes)
      implements RequestBody {

    private static final int BUFFER_BYTES = 128 * 1024;

    @Override
    public void writeTo(OutputStream sink) throws IOException {
      try (InputStream source = open()) {
        byte[] buffer = new byte[BUFFER_BYTES];
        long remaining = lengthBytes;
        while (remaining > 0) {
          int count = read(source, buffer, (int) Math.min(buffer.length, remaining));
          sink.write(buffer, 0, count);
          remaining -= count;
          sentBytes.accept(lengthBytes - remaining);
        }
      }
    }

    private InputStream open() throws UnreadableFileException {
      try {
        InputStream source = Files.newInputStream(file);
        source.skipNBytes(offset);
        return source;
      } catch (IOException e) {
        throw new UnreadableFileException(file, e.toString(), e);
      }
    }

    private int read(InputStream source, byte[] buffer, int length) throws IOException {
      try {
        int count = source.read(buffer, 0, length);
        if (count < 0) {
          throw new IOException("it has become shorter than " + (offset + lengthBytes) + " bytes");
        }
        return count;
      } catch (IOException e) {
        throw new UnreadableFileException(file, e.toString(), e);
      }
    }
  }
}
