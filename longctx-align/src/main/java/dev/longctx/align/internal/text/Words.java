package dev.longctx.align.internal.text;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text as words in lower case, without punctuation and English articles. Numbers keep sign and
 * decimal point and lose the commas between thousands; ideographs and kana are words by themselves.
 */
public final class Words {

  private static final Set<String> ARTICLES = Set.of("a", "an", "the");

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();

  private Words(String text) {
    this.text = text;
  }

  /** The words of a text, in order. */
  public static List<String> of(String text) {
    Words words = new Words(text.toLowerCase(Locale.ROOT));
    words.split();
    return words.words;
  }

  /** Whether the words of a part stand side by side in a text. No words stand nowhere. */
  public static boolean holds(List<String> text, List<String> part) {
    return !part.isEmpty() && Collections.indexOfSubList(text, part) >= 0;
  }

  private void split() {
    int c;
    for (int i = 0; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      if (standsAlone(c)) {
        end();
        words.add(Character.toString(c));
      } else if (isInWord(c, i)) {
        word.appendCodePoint(c);
      } else if (!isBetweenThousands(c, i)) {
        end();
      }
    }
    end();
  }

  private void end() {
    if (!word.isEmpty() && !ARTICLES.contains(word.toString())) {
      words.add(word.toString());
    }
    word.setLength(0);
  }

  private boolean isInWord(int c, int i) {
    if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK) {
      return true;
    }
    if (c == '-') {
      return word.isEmpty() && isDigit(i + 1) && !isLetterOrDigit(i - 1);
    }
    return c == '.' && isDigit(i - 1) && isDigit(i + 1);
  }

  private boolean isBetweenThousands(int c, int i) {
    return c == ','
        && isDigit(i - 1)
        && isDigit(i + 1)
        && isDigit(i + 2)
        && isDigit(i + 3)
        && !isDigit(i + 4);
  }

  private boolean isDigit(int i) {
    return i >= 0 && i < text.length() && Character.isDigit(text.charAt(i));
  }

  private boolean isLetterOrDigit(int i) {
    return i >= 0 && i < text.length() && Character.isLetterOrDigit(text.charAt(i));
  }

  private static boolean standsAlone(int c) {
    if (!Character.isLetter(c)) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(c);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA;
  }
}
