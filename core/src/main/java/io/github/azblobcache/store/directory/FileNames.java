package io.github.azblobcache.store.directory;

import java.util.Locale;
import java.util.Set;

/**
 * The name of the file for one segment of a key.
 *
 * <p>On Windows some characters and names are not allowed, {@code :} among them; there they are
 * written as {@code %} and four hex digits. Elsewhere a segment is its own name.
 */
enum FileNames {
  /** Every segment is its own name. */
  UNIX {
    @Override
    String fileName(String segment) {
      return segment;
    }

    @Override
    String segment(String fileName) {
      return fileName;
    }
  },

  /** Escapes what Windows refuses or changes silently. */
  WINDOWS {
    @Override
    String fileName(String segment) {
      StringBuilder name = new StringBuilder();
      boolean isDevice = DEVICES.contains(segment.split("\\.", 2)[0].toUpperCase(Locale.ROOT));
      for (int i = 0; i < segment.length(); i++) {
        char c = segment.charAt(i);
        // Windows drops dots and spaces at the end of a name
        // (docs/behaviour.md, "names on Windows")
        boolean isDropped = i == segment.length() - 1 && (c == '.' || c == ' ');
        if (ILLEGAL.indexOf(c) >= 0 || isDropped || (i == 0 && isDevice)) {
          name.append(String.format(Locale.ROOT, "%%%04x", (int) c));
        } else {
          name.append(c);
        }
      }
      return name.toString();
    }

    @Override
    String segment(String fileName) {
      StringBuilder segment = new StringBuilder();
      for (int i = 0; i < fileName.length(); i++) {
        if (fileName.startsWith("%", i) && i + 4 < fileName.length()) {
          segment.append((char) Integer.parseInt(fileName, i + 1, i + 5, 16));
          i += 4;
        } else {
          segment.append(fileName.charAt(i));
        }
      }
      return segment.toString();
    }
  };

  private static final String ILLEGAL = "<>:\"|?*%";
  private static final Set<String> DEVICES =
      Set.of(
          "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7",
          "COM8", "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9");

  /** The rules of a file system with this separator. */
  static FileNames of(String separator) {
    return separator.equals("\\") ? WINDOWS : UNIX;
  }

  abstract String fileName(String segment);

  /**
   * What {@link #fileName} was given.
   *
   * @throws NumberFormatException if the name is not one that it gives
   */
  abstract String segment(String fileName);
}
