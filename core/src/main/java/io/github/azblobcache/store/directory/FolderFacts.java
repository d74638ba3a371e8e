package io.github.azblobcache.store.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * What a file system says of a cache's folder.
 *
 * @param owner the user; empty where the file system has none
 * @param group empty where the file system has none
 * @param permissions for instance {@code rwxrwxr-x}; empty where the file system has none
 * @param isForGroup whether the group may write
 * @param handsDownGroup whether what is made in it belongs to its group
 * @param isSticky whether only its owner may delete a file in it
 * @param freeBytes how many bytes this user may still write
 */
public record FolderFacts(
    String owner,
    String group,
    String permissions,
    boolean isForGroup,
    boolean handsDownGroup,
    boolean isSticky,
    long freeBytes) {

  private static final int SET_GROUP_ID = 02000;
  private static final int STICKY = 01000;

  /**
   * Looks at the folder; empty if there is none.
   *
   * @throws IOException if it can't be looked at
   */
  public static Optional<FolderFacts> of(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return Optional.empty();
    }
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      return Optional.of(
          folder.getFileSystem().supportedFileAttributeViews().contains("unix")
              ? ofUnix(folder, free)
              : new FolderFacts("", "", "", false, false, false, free));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw DirectoryErrors.translate("Looking at " + folder, e);
    }
  }

  private static FolderFacts ofUnix(Path folder, long free) throws IOException {
    PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
    int mode = (int) Files.getAttribute(folder, "unix:mode");
    return new FolderFacts(
        attributes.owner().getName(),
        attributes.group().getName(),
        PosixFilePermissions.toString(attributes.permissions()),
        attributes.permissions().contains(PosixFilePermission.GROUP_WRITE),
        (mode & SET_GROUP_ID) != 0,
        (mode & STICKY) != 0,
        free);
  }
}
