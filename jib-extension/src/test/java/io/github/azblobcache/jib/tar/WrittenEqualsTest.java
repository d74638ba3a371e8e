package io.github.azblobcache.jib.tar;

import static io.github.azblobcache.testkit.WrittenEquality.assertHolds;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.common.collect.ImmutableList;
import io.github.azblobcache.testkit.WrittenEquality;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The records of this module whose {@code equals} is written out: a hit runs in a cold JVM. */
class WrittenEqualsTest {

  @Test
  void noneIsForgotten() {
    WrittenEquality.assertWrittenIn("FileSnapshot", "TarHeaders");
  }

  @Test
  void dependsOnEveryComponent() {
    assertHolds(FileSnapshot.State.class, List.of(1L, 2L), List.of(3L, 4L));
    assertHolds(
        FileSnapshot.class,
        List.of(ImmutableList.of(file("a")), List.of(new FileSnapshot.State(1, 2))),
        List.of(ImmutableList.of(file("b")), List.of(new FileSnapshot.State(3, 2))));
    assertHolds(
        TarHeaders.Traits.class,
        List.of(true, 0755, "", Instant.EPOCH),
        List.of(false, 0644, "1000", Instant.EPOCH.plusSeconds(1)));
  }

  private static FileEntry file(String name) {
    return new FileEntry(
        Path.of(name),
        AbsoluteUnixPath.get("/" + name),
        FilePermissions.DEFAULT_FILE_PERMISSIONS,
        FileEntriesLayer.DEFAULT_MODIFICATION_TIME);
  }
}
