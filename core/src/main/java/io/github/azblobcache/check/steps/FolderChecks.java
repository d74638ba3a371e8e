package io.github.azblobcache.check.steps;

import io.github.azblobcache.check.CheckedCache;
import io.github.azblobcache.report.format.Bytes;
import io.github.azblobcache.store.directory.DirectoryBlobStore;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.store.directory.FolderFacts;
import io.github.azblobcache.store.directory.FolderObstacle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Checks a folder. */
final class FolderChecks {

  private static final long LITTLE_BYTES = 1_000_000_000;

  private final CheckedCache cache;
  private final Path folder;
  private final StepLog log;

  FolderChecks(CheckedCache cache, StepLog log) {
    this.cache = cache;
    this.folder = ((DirectoryLocation) cache.location()).directory();
    this.log = log;
  }

  void run() throws IOException {
    if (!log.take(Step.FOLDER, this::folder)) {
      return;
    }
    try (DirectoryBlobStore store = new DirectoryBlobStore(new DirectoryLocation(folder))) {
      new ContentChecks(cache, store, log).run();
    }
    if (FolderFacts.of(folder).isPresent()) {
      log.take(Step.SHARING, this::sharing);
      log.take(Step.SPACE, this::space);
    }
  }

  private Finding folder() throws IOException {
    Optional<String> obstacle = FolderObstacle.to(folder);
    if (obstacle.isPresent()) {
      return Finding.failed(folder + " " + obstacle.get(), "Name a folder.");
    }
    Optional<FolderFacts> facts = FolderFacts.of(folder);
    if (facts.isEmpty()) {
      return cache.isExported()
          ? Finding.ok(folder + " is not there yet: the first export creates it")
          : Finding.note(
              folder + " is not there",
              "The first export creates it. Check 'src' if there was one.");
    }
    return Finding.ok(folder + " is there");
  }

  private Finding sharing() throws IOException {
    FolderFacts facts = FolderFacts.of(folder).orElseThrow();
    if (facts.permissions().isEmpty()) {
      return Finding.ok("this file system knows no groups");
    }
    String detail =
        facts.permissions() + ", of the user " + facts.owner() + " and the group " + facts.group();
    if (facts.isSticky()) {
      return Finding.note(
          detail + ": only the user who wrote a blob can replace or delete it",
          "Take another folder if several users export.");
    }
    if (facts.isForGroup() && !facts.handsDownGroup()) {
      return Finding.note(
          detail + ": what one user writes need not belong to the group",
          "If several users export: chmod 2775 "
              + folder
              + ", and a umask of 002 in their builds.");
    }
    return Finding.ok(
        detail
            + (facts.isForGroup()
                ? ": its users can export, with a umask of 002"
                : ": this user alone can export"));
  }

  private Finding space() throws IOException {
    long bytes = FolderFacts.of(folder).orElseThrow().freeBytes();
    String detail = Bytes.human(bytes) + " are free for exports";
    return bytes < LITTLE_BYTES
        ? Finding.note(detail, "Make room, or delete old builds with 'mvn azblob-cache:prune'.")
        : Finding.ok(detail);
  }
}
