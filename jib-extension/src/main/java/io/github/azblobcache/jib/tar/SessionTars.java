package io.github.azblobcache.jib.tar;

import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.common.collect.ImmutableList;
import io.github.azblobcache.oci.DiffId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The tars that Jib would make in one session. The same files are read once, however many modules
 * have them in their images. For use by any thread.
 *
 * <p>They are made in a quick way that this Jib may not use. {@link #corrected} finds out.
 */
public final class SessionTars {

  private final LayerTar.Maker quick;
  private final Supplier<JibVersion> jib;
  private volatile boolean isQuickWrong;
  private final Map<FileSnapshot, LayerTar> known = new ConcurrentHashMap<>();

  /** No tars yet. */
  public SessionTars() {
    this(OnePassTar::write, JibVersion::running);
  }

  SessionTars(LayerTar.Maker quick, Supplier<JibVersion> jib) {
    this.quick = quick;
    this.jib = jib;
  }

  /**
   * The tar that Jib would make of these files; waits for another thread that is at it.
   *
   * @throws IOException if a file can't be read
   */
  public LayerTar of(ImmutableList<FileEntry> entries) throws IOException {
    try {
      return known.computeIfAbsent(FileSnapshot.of(entries), this::make);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private LayerTar make(FileSnapshot files) {
    try {
      return make(files.entries());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LayerTar make(ImmutableList<FileEntry> files) throws IOException {
    if (!isQuickWrong) {
      try {
        return quick.write(files, OutputStream.nullOutputStream());
      } catch (LinkageError e) {
        // An old Jib may bring a commons-compress that lacks what this asks of it.
        isQuickWrong = true;
      }
    }
    return LayerTar.byJib(files, OutputStream.nullOutputStream());
  }

  /**
   * Writes the tar that Jib would make of these files, for an image that has it: in the quick way
   * only if this Jib is one whose tars have been compared with it, and else by Jib's own code.
   * Reads the files again.
   *
   * @return what was written; not what {@link #of} has said if a file was changed since, or if this
   *     Jib writes another tar
   * @throws IOException if a file can't be read, or the tar can't be written
   */
  public LayerTar write(ImmutableList<FileEntry> entries, OutputStream tar) throws IOException {
    return !isQuickWrong && jib.get().isCompared()
        ? quick.write(entries, tar)
        : LayerTar.byJib(entries, tar);
  }

  /**
   * The tar that Jib would make of these files, if {@link #of} may have said another: to be asked
   * where a layer is not found. A newer Jib can write its tars in another way, of which the
   * smallest file is the sample; its own code is used from then on.
   *
   * @param wasBuilt whether a Jib has built a layer with this diffID: if so with any tar of this
   *     session, the quick way is right, and no sample need be taken
   * @return empty if what {@link #of} says is right
   * @throws IOException if a file can't be read
   */
  public Optional<LayerTar> corrected(ImmutableList<FileEntry> entries, Predicate<DiffId> wasBuilt)
      throws IOException {
    if (!isQuickWrong) {
      if (known.values().stream().map(LayerTar::diffId).anyMatch(wasBuilt) || isRight(entries)) {
        return Optional.empty();
      }
      isQuickWrong = true;
      known.clear();
    }
    return Optional.of(of(entries));
  }

  private boolean isRight(ImmutableList<FileEntry> entries) throws IOException {
    ImmutableList<FileEntry> sample = FileSnapshot.of(entries).smallest();
    OutputStream nowhere = OutputStream.nullOutputStream();
    return quick.write(sample, nowhere).equals(LayerTar.byJib(sample, nowhere));
  }
}
