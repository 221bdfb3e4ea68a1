package dev.longctx.reason.internal.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Search in linear time, whatever is searched (Knuth, Morris and Pratt). */
public final class Occurrence {

  private Occurrence() {}

  /** Whether a text holds another. */
  public static boolean holds(String text, String part) {
    return holds(text.chars().toArray(), part.chars().toArray());
  }

  /** Whether a list holds another as a run. */
  public static boolean holds(List<String> words, List<String> part) {
    Map<String, Integer> ids = new HashMap<>();
    return holds(ids(words, ids), ids(part, ids));
  }

  private static int[] ids(List<String> words, Map<String, Integer> ids) {
    return words.stream().mapToInt(word -> ids.computeIfAbsent(word, w -> ids.size())).toArray();
  }

  private static boolean holds(int[] text, int[] part) {
    if (part.length > text.length) {
      return false;
    }
    int[] borders = borders(part);
    int matched = 0;
    for (int i = 0; i < text.length && matched < part.length; i++) {
      while (matched > 0 && part[matched] != text[i]) {
        matched = borders[matched - 1];
      }
      matched += part[matched] == text[i] ? 1 : 0;
    }
    return matched == part.length;
  }

  /** For each prefix the length of the longest proper prefix that is its suffix too. */
  private static int[] borders(int[] part) {
    int[] borders = new int[part.length];
    int matched = 0;
    for (int i = 1; i < part.length; i++) {
      while (matched > 0 && part[matched] != part[i]) {
        matched = borders[matched - 1];
      }
      matched += part[matched] == part[i] ? 1 : 0;
      borders[i] = matched;
    }
    return borders;
  }
}
