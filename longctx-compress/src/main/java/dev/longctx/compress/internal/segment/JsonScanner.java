package dev.longctx.compress.internal.segment;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Reads one JSON object or array without recursion and notes where it may be cut: after each comma
 * of a container that is opened. Opened are the outermost container, those over the length bound,
 * and those of several lines, except short arrays of scalars. So brackets stay with the member that
 * they stand at, and no other value is cut. Lenient about trailing commas; a text that ends before
 * the value does is accepted.
 */
final class JsonScanner {
  private static final int SHORT_ARRAY_CHARS = 200;

  private enum Expect {
    VALUE,
    KEY,
    COLON,
    COMMA
  }

  private final String text;
  private final int start;
  private int at;
  private int lastLineBreak = -1;
  private Expect expect = Expect.VALUE;

  private int[] stack = new int[16];
  private int depth;
  private int containers;
  private int[] containerStarts = new int[16];
  private final BitSet objects = new BitSet();
  private final BitSet nesting = new BitSet();
  private final BitSet opened = new BitSet();

  private int commas;
  private int[] commaEnds = new int[16];
  private int[] commaOwners = new int[16];
  private final BitSet paragraphs = new BitSet();
  private int rootCommas = -1;

  JsonScanner(String text, int start) {
    this.text = text;
    this.start = start;
    this.at = start;
  }

  /** Reads the value; false when it is not JSON. Either way {@link #end} tells how far it read. */
  boolean scan() {
    do {
      skipWhiteSpace();
      if (at == text.length()) {
        closeAll();
        return true;
      }
      if (!token(text.charAt(at))) {
        return false;
      }
    } while (depth > 0);
    return true;
  }

  /** Index after the last character that was read. */
  int end() {
    return at;
  }

  /** Adds the members as segments; the last one ends at {@code end}. */
  void emit(int end, SegmentsBuilder out) {
    int from = start;
    for (int i = 0; i < commas; i++) {
      if (opened.get(commaOwners[i])) {
        out.unit(from, commaEnds[i]);
        from = commaEnds[i];
        if (paragraphs.get(i)) {
          out.paragraph();
        }
      }
    }
    out.unit(from, end);
  }

  private boolean token(char c) {
    return switch (c) {
      case '{', '[' -> open(c == '{');
      case '}', ']' -> close(c == '}');
      case ',' -> comma();
      case ':' -> step(Expect.COLON, Expect.VALUE);
      case '"' -> string();
      default -> literal();
    };
  }

  private boolean step(Expect expected, Expect next) {
    if (expect != expected) {
      return false;
    }
    expect = next;
    at++;
    return true;
  }

  private boolean open(boolean object) {
    if (!step(Expect.VALUE, object ? Expect.KEY : Expect.VALUE)) {
      return false;
    }
    if (depth > 0) {
      nesting.set(top());
    }
    if (depth == 1 && rootCommas >= 0) {
      paragraphs.set(rootCommas);
    }
    containerStarts = grown(containerStarts, containers);
    containerStarts[containers] = at - 1;
    objects.set(containers, object);
    stack = grown(stack, depth);
    stack[depth++] = containers++;
    return true;
  }

  private boolean close(boolean object) {
    boolean expected = expect != Expect.COLON && !(object && expect == Expect.VALUE);
    if (depth == 0 || objects.get(top()) != object || !expected) {
      return false;
    }
    at++;
    pop();
    expect = Expect.COMMA;
    return true;
  }

  private void pop() {
    int container = top();
    depth--;
    int from = containerStarts[container];
    boolean value = !objects.get(container) && !nesting.get(container);
    boolean severalLines = lastLineBreak > from && !(value && at - from <= SHORT_ARRAY_CHARS);
    opened.set(container, depth == 0 || severalLines || at - from > Segmenter.MAX_SEGMENT_CHARS);
  }

  private void closeAll() {
    while (depth > 0) {
      pop();
    }
  }

  private boolean comma() {
    if (depth == 0 || !step(Expect.COMMA, objects.get(top()) ? Expect.KEY : Expect.VALUE)) {
      return false;
    }
    commaEnds = grown(commaEnds, commas);
    commaOwners = grown(commaOwners, commas);
    commaEnds[commas] = at;
    commaOwners[commas] = top();
    if (depth == 1) {
      rootCommas = commas;
      paragraphs.set(commas, isCloser(text.charAt(WhiteSpace.trimEnd(text, start, at - 1) - 1)));
    }
    commas++;
    return true;
  }

  private boolean string() {
    if (expect != Expect.KEY && expect != Expect.VALUE) {
      return false;
    }
    expect = expect == Expect.KEY ? Expect.COLON : Expect.COMMA;
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      if (Lines.isBreak(text.charAt(at))) {
        return false;
      }
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at + 1, text.length());
    return true;
  }

  private boolean literal() {
    if (expect != Expect.VALUE) {
      return false;
    }
    int from = at;
    while (at < text.length() && isLiteralChar(text.charAt(at))) {
      at++;
    }
    expect = Expect.COMMA;
    return at > from && isLiteral(text.substring(from, Math.min(at, from + 9)));
  }

  private static boolean isLiteral(String token) {
    char first = token.charAt(0);
    return first == '-'
        || (first >= '0' && first <= '9')
        || token.equals("true")
        || token.equals("false")
        || token.equals("null");
  }

  private static boolean isLiteralChar(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || "+-.".indexOf(c) >= 0;
  }

  private static boolean isCloser(char c) {
    return c == '}' || c == ']';
  }

  private void skipWhiteSpace() {
    while (at < text.length() && WhiteSpace.is(text.charAt(at))) {
      if (Lines.isBreak(text.charAt(at))) {
        lastLineBreak = at;
      }
      at++;
    }
  }

  private int top() {
    return stack[depth - 1];
  }

  private static int[] grown(int[] array, int size) {
    return size < array.length ? array : Arrays.copyOf(array, 2 * size);
  }
}
