package dev.longctx.onnx.internal.template.syntax;

import dev.longctx.onnx.internal.template.syntax.Token.Kind;
import dev.longctx.onnx.internal.template.value.Strings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a template into tokens. White space at tags is treated as by an environment with {@code
 * trim_blocks} and {@code lstrip_blocks}: a line break behind a tag and blanks before one that
 * begins its line are left out, as is all white space at a minus sign.
 */
final class Lexer {

  private static final String NO_SIGN = "";

  private final Origin origin;
  private final String source;
  private final Scanner scanner;
  private final List<Token> tokens = new ArrayList<>();
  private final Deque<Character> brackets = new ArrayDeque<>();
  private int position;
  private int line = 1;
  private int counted;

  private Lexer(String source, Origin origin) {
    this.origin = origin;
    this.source = source;
    this.scanner = new Scanner(source);
  }

  static List<Token> tokens(String source, Origin origin) {
    String normal = source.replace("\r\n", "\n").replace('\r', '\n');
    String text = normal.endsWith("\n") ? normal.substring(0, normal.length() - 1) : normal;
    Lexer lexer = new Lexer(text, origin);
    while (lexer.position < text.length()) {
      lexer.readDataAndTag();
    }
    lexer.add(Kind.END, "");
    return lexer.tokens;
  }

  private void readDataAndTag() {
    int begin = scanner.tag(position);
    if (begin < 0) {
      add(Kind.DATA, source.substring(position));
      position = source.length();
      return;
    }
    char kind = source.charAt(begin + 1);
    String sign = scanner.sign(begin + 2);
    addData(begin, sign, kind != '{');
    position = begin + 2 + sign.length();
    int raw = kind == '%' ? scanner.tag(position, "raw", false) : -1;
    if (raw >= 0) {
      position = raw;
      readRaw();
    } else if (kind == '#') {
      skipComment();
    } else {
      readExpression(kind == '{');
    }
  }

  /** Text up to a tag, without the white space that the tag takes away. */
  private void addData(int end, String sign, boolean stripsLine) {
    String data = source.substring(position, end);
    if (sign.equals("-")) {
      data = Strings.stripEnd(data, Strings::isSpace);
    } else if (sign.equals(NO_SIGN) && stripsLine) {
      boolean begins = position == 0 || source.charAt(position - 1) == '\n';
      int lineStart = data.lastIndexOf('\n') + 1;
      boolean blank = Strings.skip(data, lineStart, Strings::isSpace) == data.length();
      data = blank && (begins || lineStart > 0) ? data.substring(0, lineStart) : data;
    }
    if (!data.isEmpty()) {
      add(Kind.DATA, data);
    }
  }

  private void readRaw() {
    for (int begin = scanner.tag(position); begin >= 0; begin = scanner.tag(begin + 1)) {
      String sign = scanner.sign(begin + 2);
      int end = scanner.tag(begin + 2 + sign.length(), "endraw", true);
      if (source.charAt(begin + 1) == '%' && end >= 0) {
        addData(begin, sign, true);
        position = end;
        return;
      }
    }
    throw error("expected {% endraw %}, found the end of the template");
  }

  private void skipComment() {
    int end = source.indexOf("#}", position);
    if (end < 0) {
      throw error("expected #} behind a comment, found the end of the template");
    }
    String sign = end > position ? scanner.sign(end - 1) : NO_SIGN;
    position = scanner.behind(end + 2, sign, true);
  }

  private void readExpression(boolean print) {
    add(print ? Kind.PRINT_BEGIN : Kind.TAG_BEGIN, "");
    brackets.clear();
    while (!readEnd(print)) {
      int start = Strings.skip(source, position, Strings::isSpace);
      if (start == source.length()) {
        throw error("expected " + (print ? "}}" : "%}") + ", found the end of the template");
      }
      if (start == position) {
        readToken();
      }
      position = Math.max(position, start);
    }
  }

  private boolean readEnd(boolean print) {
    String sign = scanner.sign(position);
    boolean allowed = brackets.isEmpty() && !(print && sign.equals("+"));
    if (!allowed || !source.startsWith(print ? "}}" : "%}", position + sign.length())) {
      return false;
    }
    add(print ? Kind.PRINT_END : Kind.TAG_END, "");
    position = scanner.behind(position + sign.length() + 2, sign, !print);
    return true;
  }

  private void readToken() {
    char c = source.charAt(position);
    int end;
    if (c >= '0' && c <= '9') {
      end = scanner.number(position);
      boolean integer = source.substring(position, end).chars().allMatch(Scanner::isDigit);
      add(integer ? Kind.INTEGER : Kind.FLOAT, source.substring(position, end));
    } else if (c == '\'' || c == '"') {
      end = scanner.string(position);
      if (end < 0) {
        throw error("expected " + c + " behind a string, found the end of the template");
      }
      addString(source.substring(position + 1, end - 1));
    } else {
      end = scanner.name(position);
      if (end > position) {
        add(Kind.NAME, source.substring(position, end));
      } else {
        end = readOperator();
      }
    }
    position = end;
  }

  private void addString(String escaped) {
    try {
      add(Kind.STRING, Escapes.resolve(escaped));
    } catch (IllegalArgumentException e) {
      throw error(e.getMessage());
    }
  }

  private int readOperator() {
    String operator = scanner.operator(position);
    if (operator == null) {
      throw error("expected an expression, found '" + source.charAt(position) + "'");
    }
    add(Kind.OPERATOR, operator);
    char c = operator.charAt(0);
    if ("([{".indexOf(c) >= 0) {
      brackets.push(")]}".charAt("([{".indexOf(c)));
    } else if (")]}".indexOf(c) >= 0 && (brackets.isEmpty() || brackets.pop() != c)) {
      throw error("expected an opening bracket before '" + c + "', found none");
    }
    return position + operator.length();
  }

  private void add(Kind kind, String text) {
    tokens.add(new Token(kind, text, line()));
  }

  private RuntimeException error(@Nullable String message) {
    return origin.error(line(), String.valueOf(message));
  }

  private int line() {
    for (; counted < position; counted++) {
      line += source.charAt(counted) == '\n' ? 1 : 0;
    }
    return line;
  }
}
