package io.github.azblobcache.store.directory;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Why no folder can be made at a path. */
public final class FolderObstacle {

  private FolderObstacle() {}

  /**
   * What stands at the path or above it and is no folder, as the end of a clause: {@code is a
   * file}. Empty if nothing does. Looks once where the folder is there.
   */
  public static Optional<String> to(Path folder) {
    Path at = folder;
    while (at != null && !Files.isDirectory(at)) {
      if (Files.exists(at, NOFOLLOW_LINKS)) {
        String kind = Files.exists(at) ? "a file" : "a link that leads nowhere";
        return Optional.of(
            at.equals(folder) ? "is " + kind : "is below " + at + ", which is " + kind);
      }
      at = at.getParent();
    }
    return Optional.empty();
  }
}
