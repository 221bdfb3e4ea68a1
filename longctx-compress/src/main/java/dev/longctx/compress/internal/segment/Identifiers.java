package dev.longctx.compress.internal.segment;

/** Words that only code and command lines use: names, calls, operators, options, file paths. */
final class Identifiers {
  private static final String[] OPERATORS = {"::", "->", "=>", "==", "!=", "&&", "||", ":="};

  private Identifiers() {}

  static void mark(WordMarks marks) {
    for (int i = 0; i < marks.size(); i++) {
      if (isCode(
          marks.text().substring(marks.start(i), Math.min(marks.end(i), marks.start(i) + 200)))) {
        marks.mark(i);
      }
    }
  }

  private static boolean isCode(String word) {
    return hasOperator(word) || isOption(word) || isPath(word) || isName(word);
  }

  private static boolean hasOperator(String word) {
    for (String operator : OPERATORS) {
      if (word.contains(operator)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOption(String word) {
    return word.startsWith("--") && word.length() > 2 && Character.isLetter(word.charAt(2));
  }

  private static boolean isPath(String word) {
    boolean rooted = word.startsWith("/") || word.startsWith("./") || word.startsWith("~/");
    boolean drive = word.length() > 3 && word.startsWith(":\\", 1);
    return drive || (rooted && word.indexOf('/', 1) > 0);
  }

  /** {@code snake_case}, {@code camelCase}, {@code call()} or {@code object.call(x)}. */
  private static boolean isName(String word) {
    boolean dotted = false;
    for (int i = 1; i + 1 < word.length(); i++) {
      if (isSnake(word, i) || isHump(word, i) || isCall(word, i, dotted)) {
        return true;
      }
      dotted |= word.charAt(i) == '.';
    }
    return false;
  }

  private static boolean isSnake(String word, int i) {
    return word.charAt(i) == '_'
        && isNameChar(word.charAt(i - 1))
        && isNameChar(word.charAt(i + 1));
  }

  private static boolean isCall(String word, int i, boolean dotted) {
    boolean opens = word.charAt(i) == '(' && isNameChar(word.charAt(i - 1));
    return opens && (dotted || word.charAt(i + 1) == ')');
  }

  /** A capital behind a small letter, in a word that begins with a small letter. */
  private static boolean isHump(String word, int i) {
    return Character.isUpperCase(word.charAt(i))
        && Character.isLowerCase(word.charAt(i - 1))
        && Character.isLowerCase(word.charAt(0));
  }

  private static boolean isNameChar(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
