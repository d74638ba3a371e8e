package io.github.azblobcache.it.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoveringArrayTest {

  @Test
  void twoParametersGiveTheirProduct() {
    List<List<Object>> rows =
        CoveringArray.rows(
            List.of(List.of("a", "b", "c"), List.of(1, 2)), row -> true, (row, pair) -> true);
    assertEquals(
        Set.copyOf(CoveringArray.product(List.of(List.of("a", "b", "c"), List.of(1, 2)))),
        Set.copyOf(rows));
  }

  @Test
  void manyParametersNeedFewRows() {
    List<List<String>> parameters = java.util.Collections.nCopies(6, List.of("a", "b", "c"));
    List<List<Object>> rows = CoveringArray.rows(parameters, row -> true, (row, pair) -> true);
    assertEquals(15 * 9, covered(rows).size());
    assertTrue(rows.size() < 25, "Rows: " + rows.size());
  }

  @Test
  void aPairThatCanNotBeIsLeftOut() {
    List<List<String>> parameters = List.of(List.of("a", "b"), List.of("x", "y"), List.of("1"));
    List<List<Object>> rows =
        CoveringArray.rows(
            parameters,
            row -> !(row.get(0).equals("a") && row.get(1).equals("x")),
            (row, pair) -> true);
    assertEquals(
        Set.of(List.of("a", "y", "1"), List.of("b", "x", "1"), List.of("b", "y", "1")),
        Set.copyOf(rows));
  }

  @Test
  void aPairThatARowDoesNotShowIsShownByAnother() {
    List<List<Integer>> parameters = java.util.Collections.nCopies(3, List.of(1, 2));
    List<List<Object>> rows =
        CoveringArray.rows(
            parameters, row -> true, (row, pair) -> row.get(0).equals(1) || pair.first() == 0);
    Set<CoveringArray.Pair> shown = new HashSet<>();
    rows.stream()
        .filter(row -> row.get(0).equals(1))
        .forEach(row -> shown.addAll(CoveringArray.pairs(row)));
    assertEquals(4, shown.stream().filter(pair -> pair.first() == 1).count());
  }

  @Test
  void situationsShowEveryPairThatSomebodyCanBeIn() {
    List<Situation> situations = Situation.all();
    List<List<Object>> rows = situations.stream().map(CoveringArrayTest::row).toList();
    List<List<Object>> possible =
        CoveringArray.product(Situation.parameters()).stream()
            .filter(Situation::isPossible)
            .toList();
    assertEquals(shown(possible), shown(rows));
    assertEquals(situations, Situation.all());
    assertTrue(rows.size() <= 75, "Rows: " + rows.size());
  }

  @Test
  void noRuleLeavesOutAWholeValue() {
    List<List<Object>> rows = Situation.all().stream().map(CoveringArrayTest::row).toList();
    for (int i = 0; i < Situation.parameters().size(); i++) {
      int parameter = i;
      Set<Object> values = new HashSet<>();
      rows.forEach(row -> values.add(row.get(parameter)));
      assertEquals(new HashSet<>(Situation.parameters().get(i)), values);
    }
  }

  private static List<Object> row(Situation it) {
    return Arrays.asList(
        it.maven(), it.jdk(), it.jib(), it.face(), it.run(), it.base(), it.proxy());
  }

  private static Set<CoveringArray.Pair> covered(List<List<Object>> rows) {
    Set<CoveringArray.Pair> pairs = new HashSet<>();
    rows.forEach(row -> pairs.addAll(CoveringArray.pairs(row)));
    return pairs;
  }

  private static Set<CoveringArray.Pair> shown(List<List<Object>> rows) {
    Set<CoveringArray.Pair> pairs = new HashSet<>();
    for (List<Object> row : rows) {
      CoveringArray.pairs(row).stream()
          .filter(pair -> Situation.shows(row, pair))
          .forEach(pairs::add);
    }
    return pairs;
  }
}
