package dev.longctx.compress.internal.segment;

/**
 * Cuts running text into sentences; line breaks count as spaces. A sentence ends after terminal
 * punctuation and the quotes and brackets that close behind it, where white space follows (none is
 * needed after a full-width terminator) and the next word can begin a sentence. {@link FullStops}
 * tells abbreviations, initials and ordinals from ends.
 */
final class Sentences {
  private final String text;
  private final int to;
  private final FullStops fullStops;

  private Sentences(String text, int to) {
    this.text = text;
    this.to = to;
    this.fullStops = new FullStops(text, to);
  }

  /** Adds the sentences of {@code [from, to)}. */
  static void split(String text, int from, int to, SegmentsBuilder out) {
    Sentences sentences = new Sentences(text, to);
    int start = WhiteSpace.skip(text, from, to);
    while (start < to) {
      int end = sentences.end(start);
      out.prose(start, end);
      start = WhiteSpace.skip(text, end, to);
    }
  }

  private int end(int start) {
    int i = start;
    while (i < to) {
      if (!Characters.isTerminal(text.charAt(i))) {
        i++;
        continue;
      }
      int after = clusterEnd(i);
      if (after == to || ends(start, i, after)) {
        return after;
      }
      i = after;
    }
    return to;
  }

  /** End of the terminators, closing marks and footnote numbers that begin at {@code i}. */
  private int clusterEnd(int i) {
    int end = i + 1;
    while (end < to) {
      int next = end;
      while (next < to && isMark(text.charAt(next))) {
        next++;
      }
      next = skipFootnote(next);
      if (next == end) {
        return end;
      }
      end = next;
    }
    return end;
  }

  private static boolean isMark(char c) {
    return Characters.isTerminal(c) || Characters.isCloser(c);
  }

  /** Skips a reference such as {@code [12]}. */
  private int skipFootnote(int at) {
    if (at >= to || text.charAt(at) != '[') {
      return at;
    }
    int i = at + 1;
    while (i < to && i < at + 5 && Character.isDigit(text.charAt(i))) {
      i++;
    }
    return i > at + 1 && i < to && text.charAt(i) == ']' ? i + 1 : at;
  }

  private boolean ends(int start, int terminal, int after) {
    char c = text.charAt(terminal);
    if (!WhiteSpace.is(text.charAt(after))) {
      return endsWithoutSpace(terminal, after);
    }
    int next = WhiteSpace.skip(text, after, to);
    if (next == to || Characters.isFullWidthTerminal(c)) {
      return true;
    }
    next = skipOpeners(next);
    if (next == to || !canBeginSentence(text.codePointAt(next))) {
      return false;
    }
    return c == '.' ? fullStops.ends(start, terminal, after, next) : !isParenthesis(after);
  }

  /** {@code "Who Are You?" (2008)}: the title's mark ends no sentence. */
  private boolean isParenthesis(int after) {
    int next = WhiteSpace.skip(text, after, to);
    return text.charAt(next) == '(' && Characters.isCloser(text.charAt(after - 1));
  }

  private int skipOpeners(int from) {
    int i = from;
    while (i < to && Characters.isOpener(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean canBeginSentence(int c) {
    return Character.isLetterOrDigit(c) ? !Character.isLowerCase(c) : !isContinuation(c);
  }

  private static boolean isContinuation(int c) {
    return ",;:.!?%&+=/–—-…，、；：".indexOf(c) >= 0;
  }

  private boolean endsWithoutSpace(int terminal, int after) {
    char c = text.charAt(terminal);
    char next = text.charAt(after);
    if (isContinuation(next) || Characters.closesTitle(text.charAt(after - 1))) {
      return false;
    }
    if (Characters.isFullWidthTerminal(c)) {
      return true;
    }
    boolean ideographs = Scripts.isUnspaced(next) && isUnspacedBefore(terminal);
    return ideographs && (c != '…' || after > terminal + 1);
  }

  private boolean isUnspacedBefore(int terminal) {
    return terminal > 0 && Scripts.isUnspaced(text.charAt(terminal - 1));
  }
}
