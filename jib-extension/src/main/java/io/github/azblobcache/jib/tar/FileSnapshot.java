package io.github.azblobcache.jib.tar;

import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The files of a layer, as they are at a moment: two that are equal have the same bytes, unless a
 * file was changed and kept its length and time.
 *
 * @param entries where each is, and what the tar says of it
 * @param states of each, in the same order
 */
record FileSnapshot(ImmutableList<FileEntry> entries, List<State> states) {

  /**
   * What a file is, as far as its folder shows.
   *
   * @param sizeBytes 0 if it is no regular file
   * @param modifiedNanos since 1970
   */
  record State(long sizeBytes, long modifiedNanos) {

    static State of(FileEntry entry) throws IOException {
      BasicFileAttributes file =
          Files.readAttributes(entry.getSourceFile(), BasicFileAttributes.class);
      return new State(
          file.isRegularFile() ? file.size() : 0, file.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof State that
          && sizeBytes == that.sizeBytes
          && modifiedNanos == that.modifiedNanos;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(31 * sizeBytes + modifiedNanos);
    }
  }

  static FileSnapshot of(ImmutableList<FileEntry> entries) throws IOException {
    List<State> states = new ArrayList<>(entries.size());
    for (FileEntry entry : entries) {
      states.add(State.of(entry));
    }
    return new FileSnapshot(entries, states);
  }

  /** The smallest of them that is not empty, alone; all of them if there is none. */
  ImmutableList<FileEntry> smallest() {
    return IntStream.range(0, entries.size())
        .filter(i -> states.get(i).sizeBytes() > 0)
        .boxed()
        .min(Comparator.comparingLong(i -> states.get(i).sizeBytes()))
        .map(i -> ImmutableList.of(entries.get(i)))
        .orElse(entries);
  }

  // By hand, as in each record that is a key: see docs/adr/0012-code-for-a-cold-jvm.md.
  @Override
  public boolean equals(Object other) {
    return other instanceof FileSnapshot that
        && states.equals(that.states)
        && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return states.hashCode();
  }
}
