package dev.longctx.eval.evidence;

/**
 * A half-open range of a text.
 *
 * @param start first UTF-16 code unit
 * @param end one past the last UTF-16 code unit
 */
public record TextRange(int start, int end) {

  /** Checks the components. */
  public TextRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "range: expected 0 <= start <= end, found [" + start + ", " + end + ")");
    }
  }

  /** The range of a text's code points, as UTF-16. */
  static TextRange ofCodePoints(String text, int start, int end) {
    int from = text.offsetByCodePoints(0, start);
    return new TextRange(from, text.offsetByCodePoints(from, end - start));
  }

  TextRange plus(int offset) {
    return new TextRange(start + offset, end + offset);
  }

  /** Whether nothing lies in the range. */
  boolean isEmpty() {
    return start == end;
  }

  /** The range without the white space at its ends, empty where it holds nothing else. */
  TextRange strip(String text) {
    int from = start;
    int to = end;
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    return new TextRange(from, to);
  }
}
