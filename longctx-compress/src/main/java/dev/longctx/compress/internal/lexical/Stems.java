package dev.longctx.compress.internal.lexical;

/**
 * A light English stem, after Harman's S-stemmer: a possessive {@code 's} falls, then {@code ies}
 * becomes {@code y}, {@code sses}, {@code xes}, {@code zes}, {@code ches} and {@code shes} lose
 * {@code es}, and other words of four letters and more lose an {@code s} that is not part of {@code
 * ss}, {@code us} or {@code is}.
 */
final class Stems {
  private static final int MIN_PLURAL_CHARS = 4;

  private Stems() {}

  /** Length of the stem of the first {@code length} of {@code chars}, which it may rewrite. */
  static int length(char[] chars, int length) {
    int word = withoutPossessive(chars, length);
    if (word < MIN_PLURAL_CHARS || chars[word - 1] != 's') {
      return word;
    }
    if (endsWith(chars, word, "ies") && word > MIN_PLURAL_CHARS) {
      chars[word - 3] = 'y';
      return word - 2;
    }
    return word - suffix(chars, word);
  }

  private static int withoutPossessive(char[] chars, int length) {
    return endsWith(chars, length, "'s") ? length - 2 : length;
  }

  private static int suffix(char[] chars, int length) {
    if (endsWith(chars, length, "sses")
        || endsWith(chars, length, "xes")
        || endsWith(chars, length, "zes")
        || endsWith(chars, length, "ches")
        || endsWith(chars, length, "shes")) {
      return 2;
    }
    char before = chars[length - 2];
    boolean plural = before != 's' && before != 'u' && before != 'i' && before != '\'';
    return plural && Character.isLetter(before) ? 1 : 0;
  }

  private static boolean endsWith(char[] chars, int length, String suffix) {
    int from = length - suffix.length();
    if (from < 1) {
      return false;
    }
    for (int i = 0; i < suffix.length(); i++) {
      if (chars[from + i] != suffix.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
