package dev.longctx.compress.internal.lexical;

import dev.longctx.compress.internal.segment.Scripts;

/**
 * Reads the terms of a range of text: runs of letters, digits and their marks in lower case (code
 * point by code point, of no language), with apostrophes inside words and decimal points inside
 * numbers; the commas of {@code 1,000} are dropped. {@link Stems} folds possessives and plurals.
 * Han, kana and Hangul give bigrams, and a lone character itself. Not thread-safe.
 */
final class Terms {
  /** What is behind this many characters of a term is ignored. */
  static final int MAX_TERM_CHARS = 128;

  /** Receives each term; the characters are only valid during the call. */
  interface Sink {
    void accept(char[] chars, int length);
  }

  private final char[] buffer = new char[MAX_TERM_CHARS + 2];
  private int length;

  /** Passes the terms of {@code [start, end)} of {@code text} to {@code sink}, in order. */
  void read(String text, int start, int end, Sink sink) {
    int at = start;
    while (at < end) {
      int c = text.codePointAt(at);
      if (!Character.isLetterOrDigit(c)) {
        at += Character.charCount(c);
      } else if (Scripts.isCjk(c)) {
        at = bigrams(text, at, end, sink);
      } else {
        at = word(text, at, end, sink);
      }
    }
  }

  private int word(String text, int start, int end, Sink sink) {
    length = 0;
    int at = start;
    while (at < end && continues(text, at, start, end)) {
      int c = text.codePointAt(at);
      if (c != ',') {
        append(c == '’' ? '\'' : Character.toLowerCase(c));
      }
      at += Character.charCount(c);
    }
    sink.accept(buffer, Stems.length(buffer, length));
    return at;
  }

  private static boolean continues(String text, int at, int start, int end) {
    int c = text.codePointAt(at);
    if (isWordPart(c)) {
      return !Scripts.isCjk(c);
    }
    boolean inside = at > start && at + 1 < end;
    return inside && joins(c, text.charAt(at - 1), text.charAt(at + 1));
  }

  private static boolean isWordPart(int c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean joins(int c, char before, char after) {
    return switch (c) {
      case '\'', '’' -> Character.isLetter(before) && Character.isLetter(after);
      case '.', ',' -> Character.isDigit(before) && Character.isDigit(after);
      default -> false;
    };
  }

  private int bigrams(String text, int start, int end, Sink sink) {
    int previous = -1;
    int pairs = 0;
    int at = start;
    while (at < end && isCjkLetter(text.codePointAt(at))) {
      int c = text.codePointAt(at);
      if (previous >= 0) {
        emit(previous, c, sink);
        pairs++;
      }
      previous = c;
      at += Character.charCount(c);
    }
    if (pairs == 0) {
      emit(previous, -1, sink);
    }
    return at;
  }

  private static boolean isCjkLetter(int c) {
    return Scripts.isCjk(c) && Character.isLetterOrDigit(c);
  }

  private void emit(int first, int second, Sink sink) {
    length = 0;
    append(first);
    if (second >= 0) {
      append(second);
    }
    sink.accept(buffer, length);
  }

  private void append(int codePoint) {
    if (length < MAX_TERM_CHARS) {
      length += Character.toChars(codePoint, buffer, length);
    }
  }
}
