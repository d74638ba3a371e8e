package io.github.azblobcache.it.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Finds in a second what {@code src/it/matrix/every-situation} would find after twenty minutes. */
class SituationTableTest {

  @Test
  void documentationHasTheSituationsOfTheCode() throws IOException {
    String page = Files.readString(Path.of("../docs/compatibility.md"));
    String begin = "<!-- situations: begin -->\n";
    List<Situation> situations = Situation.all();
    assertEquals(
        SituationTable.of(situations, Collections.nCopies(situations.size(), SituationTable.YES)),
        page.substring(
            page.indexOf(begin) + begin.length(), page.indexOf("<!-- situations: end -->")));
  }
}
