package io.github.azblobcache.manifest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Finds out whether links between the entries of a list lead round in a circle.
 *
 * <p>Takes time and memory in proportion to the links, and does not recurse: a manifest may be made
 * to hurt.
 */
final class Acyclic {

  private Acyclic() {}

  /**
   * @param targets for each entry, the indexes that it links to, all within the list
   */
  static boolean test(List<List<Integer>> targets) {
    int[] incoming = new int[targets.size()];
    for (List<Integer> links : targets) {
      for (int target : links) {
        incoming[target]++;
      }
    }
    Deque<Integer> free = new ArrayDeque<>();
    for (int i = 0; i < incoming.length; i++) {
      if (incoming[i] == 0) {
        free.add(i);
      }
    }
    int removed = 0;
    for (; !free.isEmpty(); removed++) {
      for (int target : targets.get(free.remove())) {
        if (--incoming[target] == 0) {
          free.add(target);
        }
      }
    }
    return removed == targets.size();
  }
}
