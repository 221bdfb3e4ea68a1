package dev.longctx.compress.internal.segment;

import com.google.common.primitives.ImmutableIntArray;

/** The lines of a text, each without its line break and without white space around it. */
final class Lines {
  private final String text;
  private final ImmutableIntArray begins;
  private final ImmutableIntArray starts;
  private final ImmutableIntArray ends;

  private Lines(
      String text, ImmutableIntArray begins, ImmutableIntArray starts, ImmutableIntArray ends) {
    this.text = text;
    this.begins = begins;
    this.starts = starts;
    this.ends = ends;
  }

  static Lines of(String text) {
    ImmutableIntArray.Builder begins = ImmutableIntArray.builder();
    ImmutableIntArray.Builder starts = ImmutableIntArray.builder();
    ImmutableIntArray.Builder ends = ImmutableIntArray.builder();
    int begin = 0;
    while (begin < text.length()) {
      int end = breakFrom(text, begin);
      int start = WhiteSpace.skip(text, begin, end);
      begins.add(begin);
      starts.add(start);
      ends.add(WhiteSpace.trimEnd(text, start, end));
      begin = afterBreak(text, end);
    }
    return new Lines(text, begins.build(), starts.build(), ends.build());
  }

  static boolean isBreak(char c) {
    return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
  }

  private static int breakFrom(String text, int from) {
    int i = from;
    while (i < text.length() && !isBreak(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static int afterBreak(String text, int at) {
    return text.startsWith("\r\n", at) ? at + 2 : Math.min(at + 1, text.length());
  }

  String text() {
    return text;
  }

  int size() {
    return starts.length();
  }

  /** First character that is not white space. */
  int start(int line) {
    return starts.get(line);
  }

  /** Index after the last character that is not white space. */
  int end(int line) {
    return ends.get(line);
  }

  int length(int line) {
    return end(line) - start(line);
  }

  boolean blank(int line) {
    return start(line) == end(line);
  }

  /** Columns of white space before the text, a tab counting as four. */
  int indent(int line) {
    int columns = 0;
    for (int i = begins.get(line); i < start(line); i++) {
      columns += text.charAt(i) == '\t' ? 4 : 1;
    }
    return columns;
  }

  /** How often the first character of {@code line} is repeated at its start, itself included. */
  int run(int line) {
    int i = start(line);
    while (i < end(line) && text.charAt(i) == firstChar(line)) {
      i++;
    }
    return i - start(line);
  }

  boolean contains(int line, char c) {
    for (int i = start(line); i < end(line); i++) {
      if (text.charAt(i) == c) {
        return true;
      }
    }
    return false;
  }

  /** First character that is not white space; the line must not be blank. */
  char firstChar(int line) {
    return text.charAt(start(line));
  }

  char lastChar(int line) {
    return text.charAt(end(line) - 1);
  }
}
