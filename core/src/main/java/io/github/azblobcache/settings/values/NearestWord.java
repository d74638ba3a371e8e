package io.github.azblobcache.settings.values;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that was meant by a mistyped one. */
public final class NearestWord {

  private static final int MAX_MISTAKES = 3;

  private NearestWord() {}

  /** The known word with the fewest mistakes in it; empty if all are rather different words. */
  public static Optional<String> to(String typed, Collection<String> known) {
    return known.stream()
        .filter(word -> mistakes(typed, word) <= Math.min(MAX_MISTAKES, word.length() / 2))
        .min(Comparator.comparingInt(word -> mistakes(typed, word)));
  }

  /**
   * The same where another word may be meant: words of up to three letters have no mistake in them,
   * those of up to five have one, longer ones two. Letters that have changed places are one.
   */
  static Optional<String> veryNear(String typed, Collection<String> known) {
    int most = typed.length() <= 3 ? 0 : typed.length() <= 5 ? 1 : 2;
    return to(typed, known)
        .filter(word -> mistakes(typed, word) <= most || (most > 0 && isSwapped(typed, word)));
  }

  private static boolean isSwapped(String typed, String word) {
    return mistakes(typed, word) == 2
        && Arrays.equals(typed.chars().sorted().toArray(), word.chars().sorted().toArray());
  }

  /**
   * How many letters have to be put in, taken out or changed (the Levenshtein distance). Lengths
   * differ by at least that much, so long words are not even compared.
   */
  private static int mistakes(String a, String b) {
    if (Math.abs(a.length() - b.length()) > MAX_MISTAKES) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
