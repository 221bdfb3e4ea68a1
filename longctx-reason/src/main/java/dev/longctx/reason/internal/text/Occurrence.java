package dev.longctx.reason.internal.text;

/** Search in linear time, whatever is searched (Knuth, Morris and Pratt). */
public final class Occurrence {

  private Occurrence() {}

  /** Whether a text holds another. */
  public static boolean holds(String text, String part) {
    return holds(text.chars().toArray(), part.chars().toArray());
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
