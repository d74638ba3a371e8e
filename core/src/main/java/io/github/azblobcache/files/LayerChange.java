package io.github.azblobcache.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became different between two builds of a layer, in the order of paths.
 *
 * @param added the paths of files that are new
 * @param gone the paths of files that are no longer there
 * @param changed the paths of files that are not the same, each with what is different
 * @param entries how many files and folders the layer has now
 * @param hasFolders whether folders are among them
 */
public record LayerChange(
    List<String> added,
    List<String> gone,
    Map<String, String> changed,
    int entries,
    boolean hasFolders) {

  /** Compares an older build of a layer with a newer one. */
  public static LayerChange between(List<FileFact> older, List<FileFact> newer) {
    Map<String, FileFact> before = byPath(older);
    Map<String, FileFact> after = byPath(newer);
    Map<String, String> changed = new TreeMap<>();
    for (Map.Entry<String, FileFact> file : before.entrySet()) {
      FileFact now = after.get(file.getKey());
      Optional<String> difference =
          now == null ? Optional.empty() : file.getValue().differenceTo(now);
      if (difference.isPresent()) {
        changed.put(file.getKey(), difference.get());
      }
    }
    return new LayerChange(
        without(after, before), without(before, after), changed, after.size(), hasFolders(after));
  }

  // Of several entries for one path Jib takes the first
  // (docs/behaviour.md, "two entries for one path").
  private static Map<String, FileFact> byPath(List<FileFact> facts) {
    Map<String, FileFact> byPath = new TreeMap<>();
    for (FileFact fact : facts) {
      byPath.putIfAbsent(fact.path(), fact);
    }
    return byPath;
  }

  private static List<String> without(Map<String, FileFact> files, Map<String, FileFact> others) {
    List<String> paths = new ArrayList<>(files.keySet());
    paths.removeAll(others.keySet());
    return List.copyOf(paths);
  }

  private static boolean hasFolders(Map<String, FileFact> files) {
    for (FileFact fact : files.values()) {
      if (fact.isFolder()) {
        return true;
      }
    }
    return false;
  }

  /** Whether no file is different. */
  public boolean isNothing() {
    return added.isEmpty() && gone.isEmpty() && changed.isEmpty();
  }

  /** For instance {@code 1 of 85 files changed, 2 added, 0 removed}. */
  public String counts() {
    return "%d of %d %s changed, %d added, %d removed"
        .formatted(
            changed.size(),
            entries,
            hasFolders ? "files and folders" : "files",
            added.size(),
            gone.size());
  }

  /** One line for each file, for people to read: {@code changed /app/a.jar (content)}. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, String> file : changed.entrySet()) {
      lines.add("changed " + file.getKey() + " (" + file.getValue() + ")");
    }
    for (String path : added) {
      lines.add("added " + path);
    }
    for (String path : gone) {
      lines.add("removed " + path);
    }
    return lines;
  }
}
