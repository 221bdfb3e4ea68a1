package dev.longctx.reason.internal.text;

import java.util.List;
import java.util.Set;

/** Words of normalised texts. */
public final class Words {

  static final Set<String> ARTICLES = Set.of("a", "an", "the");

  private Words() {}

  /** The words of a text whose words are parted by single spaces. */
  public static List<String> of(String normalised) {
    return normalised.isEmpty() ? List.of() : List.of(normalised.split(" "));
  }

  /** The text without runs of word characters that are articles, its white space collapsed. */
  static String withoutArticles(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int end = endOfWord(text, at);
      if (end == at) {
        end += Character.charCount(text.codePointAt(at));
        append(kept, text, at, end);
      } else if (end - at <= 3 && ARTICLES.contains(text.substring(at, end))) {
        space(kept);
      } else {
        kept.append(text, at, end);
      }
      at = end;
    }
    return kept.toString().stripTrailing();
  }

  private static int endOfWord(String text, int from) {
    int at = from;
    while (at < text.length() && Characters.isWord(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private static void append(StringBuilder kept, String text, int from, int to) {
    if (Characters.isSpace(text.codePointAt(from))) {
      space(kept);
    } else {
      kept.append(text, from, to);
    }
  }

  /** Parts words by one space, none before the first. */
  static void space(StringBuilder kept) {
    if (!kept.isEmpty() && kept.charAt(kept.length() - 1) != ' ') {
      kept.append(' ');
    }
  }
}
