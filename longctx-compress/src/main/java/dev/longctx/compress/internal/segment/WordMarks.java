package dev.longctx.compress.internal.segment;

import java.util.BitSet;
import java.util.Locale;
import java.util.function.Predicate;

/** The words of a range with a mark on some of them. */
final class WordMarks {
  /** Longer words are never looked up. */
  private static final int MAX_LOOKUP_CHARS = 200;

  private final String text;
  private final Words words;
  private final BitSet marked = new BitSet();

  WordMarks(String text, Words words) {
    this.text = text;
    this.words = words;
  }

  String text() {
    return text;
  }

  int size() {
    return words.size();
  }

  int start(int i) {
    return words.start(i);
  }

  int end(int i) {
    return words.end(i);
  }

  /** Start of the range that the words cover. */
  int from() {
    return size() == 0 ? 0 : start(0);
  }

  /** End of the range that the words cover. */
  int to() {
    return size() == 0 ? 0 : end(size() - 1);
  }

  BitSet marked() {
    return marked;
  }

  void mark(int word) {
    marked.set(word);
  }

  /** Marks every word that shares a character with {@code [from, to)}. */
  void markRange(int from, int to) {
    for (int i = words.indexOf(from); i < size() && start(i) < to; i++) {
      marked.set(i);
    }
  }

  /** Marks the words whose {@link #bare} form {@code test} accepts. */
  void markIf(Predicate<String> test) {
    for (int i = 0; i < size(); i++) {
      if (test.test(bare(i))) {
        mark(i);
      }
    }
  }

  /** Word {@code i} without the punctuation around it; empty for a very long word. */
  String bare(int i) {
    if (end(i) - start(i) > MAX_LOOKUP_CHARS) {
      return "";
    }
    int start = start(i);
    int end = end(i);
    while (start < end && isPunctuation(text.charAt(start))) {
      start++;
    }
    while (end > start && isPunctuation(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** {@link #bare} in lower case, with straight apostrophes. */
  String folded(int i) {
    return bare(i).toLowerCase(Locale.ROOT).replace('’', '\'');
  }

  /** Tells whether a sentence or clause ends in word {@code i}. */
  boolean closesClause(int i) {
    char last = text.charAt(end(i) - 1);
    return Characters.isTerminal(last) || Characters.isClausePunctuation(last);
  }

  private static boolean isPunctuation(char c) {
    return Characters.isCloser(c)
        || Characters.isOpener(c)
        || Characters.isTerminal(c)
        || Characters.isClausePunctuation(c);
  }
}
