package dev.longctx.reason.internal.number;

import dev.longctx.reason.internal.text.Characters;
import java.util.Locale;

/** A position in a phrase. */
final class NumberScanner {

  private final String text;
  private int at;

  NumberScanner(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** The character here, or -1 at the end. */
  int peek() {
    return atEnd() ? -1 : text.codePointAt(at);
  }

  /** Whether a text stands here. */
  boolean peek(String ahead) {
    return text.startsWith(ahead, at);
  }

  int next() {
    int point = text.codePointAt(at);
    at += Character.charCount(point);
    return point;
  }

  /** Goes on by one where a character stands here. */
  boolean skip(char c) {
    boolean there = peek() == c;
    at += there ? 1 : 0;
    return there;
  }

  void skipSpaces() {
    while (!atEnd() && Characters.isSpace(peek())) {
      next();
    }
  }

  int position() {
    return at;
  }

  void back(int position) {
    at = position;
  }

  /** Whether the character so many before this one is a letter or digit. */
  boolean isBehindWord(int characters) {
    return at >= characters && Character.isLetterOrDigit(text.charAt(at - characters));
  }

  /** Whether a digit stands so many characters ahead, or before where negative. */
  boolean isDigit(int ahead) {
    int index = at + ahead;
    return index >= 0 && index < text.length() && Character.isDigit(text.codePointAt(index));
  }

  /** Whether a plus or minus stands so many characters ahead. */
  boolean isSign(int ahead) {
    int index = at + ahead;
    return index < text.length()
        && (text.charAt(index) == '+' || Characters.isMinus(text.charAt(index)));
  }

  /** Letters, in lower case. */
  String word() {
    int from = at;
    while (!atEnd() && Character.isLetter(peek())) {
      next();
    }
    return text.substring(from, at).toLowerCase(Locale.ROOT);
  }

  /** Appends decimal digits of any script, as ASCII. */
  void digits(StringBuilder into) {
    while (isDigit(0)) {
      into.append((char) ('0' + Character.digit(next(), 10)));
    }
  }
}
