package io.github.azblobcache.store.directory;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Walks a folder's blobs in the order of their whole keys.
 *
 * <p>It holds the names of the folders between the root and where it is, and no others. It leaves
 * out files that vanish meanwhile, and symbolic links.
 */
final class KeyWalk implements Iterator<BlobStat> {

  /**
   * @param key the whole key of a blob, or of a folder, then with a slash at its end: {@code a-b}
   *     comes before {@code a/b} only if the slash takes part in the comparison
   */
  private record Entry(String key, Path path) {

    boolean isFolder() {
      return key.endsWith("/");
    }
  }

  private final BlobFiles files;
  private final Consumer<String> otherNames;
  private final String operation;
  private final Deque<Iterator<Entry>> levels = new ArrayDeque<>();
  private Optional<BlobStat> next = Optional.empty();

  private KeyWalk(BlobFiles files, Consumer<String> otherNames, String operation) {
    this.files = files;
    this.otherNames = otherNames;
    this.operation = operation;
  }

  /**
   * Begins in the deepest folder that has all keys with this prefix.
   *
   * @param otherNames receives the names of files and folders that no key can have; a folder's ends
   *     in a slash, and what is below it is not listed
   * @param operation for messages, for instance {@code Listing 'blobs/' in /cache}
   */
  static KeyWalk of(BlobFiles files, String prefix, Consumer<String> otherNames, String operation)
      throws IOException {
    KeyWalk walk = new KeyWalk(files, otherNames, operation);
    String parent = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    if (parent.isEmpty()) {
      walk.enter(files.root(), parent, prefix);
    } else if (isKey(parent.substring(0, parent.length() - 1))
        && !parent.startsWith(BlobFiles.PRIVATE_FOLDER + "/")) {
      BlobKey folder = new BlobKey(parent.substring(0, parent.length() - 1));
      walk.enter(files.file(folder), parent, prefix);
    }
    return walk;
  }

  private void enter(Path folder, String parent, String prefix) throws IOException {
    levels.push(level(folder, parent, prefix).iterator());
  }

  @Override
  public boolean hasNext() {
    try {
      while (next.isEmpty() && !levels.isEmpty()) {
        advance();
      }
      return next.isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(DirectoryErrors.translate(operation, e));
    }
  }

  @Override
  public BlobStat next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    BlobStat blob = next.get();
    next = Optional.empty();
    return blob;
  }

  private void advance() throws IOException {
    if (!levels.peek().hasNext()) {
      levels.pop();
      return;
    }
    Entry entry = levels.peek().next();
    if (entry.isFolder()) {
      enter(entry.path(), entry.key(), "");
    } else {
      next = files.stat(new BlobKey(entry.key()), entry.path());
    }
  }

  private List<Entry> level(Path folder, String parent, String prefix) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
      for (Path path : paths) {
        entry(parent, path, prefix).ifPresent(entries::add);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort(Comparator.comparing(Entry::key));
    return entries;
  }

  private Optional<Entry> entry(String parent, Path path, String prefix) {
    String name = parent + files.segment(path).orElse(path.getFileName().toString());
    boolean isFolder = Files.isDirectory(path, NOFOLLOW_LINKS);
    String whole = isFolder ? name + "/" : name;
    if (!whole.startsWith(prefix) || name.equals(BlobFiles.PRIVATE_FOLDER)) {
      return Optional.empty();
    }
    if (files.segment(path).isEmpty() || !isKey(name)) {
      otherNames.accept(whole);
      return Optional.empty();
    }
    return Optional.of(new Entry(whole, path));
  }

  private static boolean isKey(String text) {
    try {
      new BlobKey(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
