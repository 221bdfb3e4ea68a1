package dev.longctx.compress.internal.segment;

import com.google.common.primitives.ImmutableIntArray;

/**
 * The sentence splitter of QwenLong-CPRS, which packs windows of Chinese text by whole sentences. A
 * sentence runs up to and including the first of {@code .}, a line feed, {@code 。”}, {@code ！”},
 * {@code ？”}, {@code ”}, {@code 。}, {@code ！}, {@code ？} and {@code |}, with the line feeds and
 * spaces right behind it. A terminator that is the text's last character ends nothing of its own.
 */
public final class CprsSentences {
  private CprsSentences() {}

  /**
   * Where {@code text} is cut between two sentences, rising: the start of every sentence but the
   * first. Takes linear time.
   */
  public static int[] cuts(String text) {
    ImmutableIntArray.Builder cuts = ImmutableIntArray.builder();
    for (int at = end(text, 0); at < text.length(); at = end(text, at)) {
      cuts.add(at);
    }
    return cuts.build().toArray();
  }

  /** Tells whether {@code text} holds a character of U+4E00 to U+9FFF and so asks for sentences. */
  public static boolean containsIdeograph(String text) {
    return text.chars().anyMatch(c -> c >= 0x4E00 && c <= 0x9FFF);
  }

  private static int end(String text, int start) {
    int i = start;
    while (i < text.length() && !isTerminator(text.charAt(i))) {
      i++;
    }
    if (i == text.length()) {
      return i;
    }
    boolean quoted = isQuotable(text.charAt(i)) && text.startsWith("”", i + 1);
    return skipSpace(text, i + (quoted ? 2 : 1));
  }

  private static int skipSpace(String text, int from) {
    int i = from;
    while (i < text.length() && (text.charAt(i) == '\n' || text.charAt(i) == ' ')) {
      i++;
    }
    return i;
  }

  private static boolean isTerminator(char c) {
    return c == '.' || c == '\n' || c == '”' || c == '|' || isQuotable(c);
  }

  private static boolean isQuotable(char c) {
    return c == '。' || c == '！' || c == '？';
  }
}
