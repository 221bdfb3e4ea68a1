package dev.longctx.compress.internal.segment;

/**
 * Tells the title of what follows from a short line of text: it stands alone between blank lines,
 * begins with a capital or a letter without case, and neither ends like a sentence or a clause nor
 * holds a colon, as a key with its value does.
 */
final class TitleLine {
  private static final int MAX_CHARS = 60;

  private TitleLine() {}

  static boolean is(Lines lines, int line) {
    return lines.length(line) <= MAX_CHARS
        && standsAlone(lines, line)
        && beginsAsTitle(lines, line)
        && !endsAsText(lines, line)
        && !lines.contains(line, ':')
        && !lines.contains(line, '：');
  }

  private static boolean standsAlone(Lines lines, int line) {
    return (line == 0 || lines.blank(line - 1))
        && (line + 1 == lines.size() || lines.blank(line + 1));
  }

  private static boolean beginsAsTitle(Lines lines, int line) {
    for (int i = lines.start(line); i < lines.end(line); i++) {
      int c = lines.text().codePointAt(i);
      if (Character.isLetter(c)) {
        return !Character.isLowerCase(c);
      }
    }
    return false;
  }

  private static boolean endsAsText(Lines lines, int line) {
    int last = lines.end(line) - 1;
    while (last > lines.start(line) && Characters.isCloser(lines.text().charAt(last))) {
      last--;
    }
    char c = lines.text().charAt(last);
    return Characters.isTerminal(c) || Characters.isClausePunctuation(c);
  }
}
