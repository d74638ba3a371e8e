package io.github.azblobcache.files;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    before.forEach(
        (path, fact) ->
            Optional.ofNullable(after.get(path))
                .flatMap(fact::differenceTo)
                .ifPresent(difference -> changed.put(path, difference)));
    return new LayerChange(
        after.keySet().stream().filter(path -> !before.containsKey(path)).toList(),
        before.keySet().stream().filter(path -> !after.containsKey(path)).toList(),
        changed,
        after.size(),
        after.values().stream().anyMatch(FileFact::isFolder));
  }

  // Of several entries for one path Jib takes the first.
  private static TreeMap<String, FileFact> byPath(List<FileFact> facts) {
    return facts.stream()
        .collect(Collectors.toMap(FileFact::path, fact -> fact, (a, b) -> a, TreeMap::new));
  }

  /** Whether no file is different. */
  public boolean isNothing() {
    return added.isEmpty() && gone.isEmpty() && changed.isEmpty();
  }

  /** For instance {@code 1 of 85 files changed, 2 added, 0 gone}. */
  public String counts() {
    return "%d of %d %s changed, %d added, %d gone"
        .formatted(
            changed.size(),
            entries,
            hasFolders ? "files and folders" : "files",
            added.size(),
            gone.size());
  }

  /** One line for each file, for people to read: {@code changed /app/a.jar (content)}. */
  public List<String> lines() {
    return Stream.of(
            changed.entrySet().stream()
                .map(file -> "changed " + file.getKey() + " (" + file.getValue() + ")"),
            added.stream().map(path -> "added " + path),
            gone.stream().map(path -> "gone " + path))
        .flatMap(lines -> lines)
        .toList();
  }
}
