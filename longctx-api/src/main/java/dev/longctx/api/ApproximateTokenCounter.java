package dev.longctx.api;

/** Estimates tokens from runs of letters and digits; see {@link TokenCounter#approximate()}. */
enum ApproximateTokenCounter implements TokenCounter {
  INSTANCE;

  private static final int LETTERS_PER_TOKEN = 4;
  private static final int DIGITS_PER_TOKEN = 3;

  private enum Kind {
    SPACE,
    LETTER,
    DIGIT,
    SYMBOL
  }

  @Override
  public int count(String text) {
    int tokens = 0;
    int run = 0;
    Kind previous = Kind.SPACE;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      Kind kind = kindOf(codePoint);
      if (kind != previous) {
        tokens += tokensOf(previous, run);
        run = 0;
        previous = kind;
      }
      run++;
    }
    return tokens + tokensOf(previous, run);
  }

  private static int tokensOf(Kind kind, int run) {
    return switch (kind) {
      case SPACE -> 0;
      case LETTER -> ceilDiv(run, LETTERS_PER_TOKEN);
      case DIGIT -> ceilDiv(run, DIGITS_PER_TOKEN);
      case SYMBOL -> run;
    };
  }

  private static int ceilDiv(int value, int divisor) {
    return (value + divisor - 1) / divisor;
  }

  private static Kind kindOf(int codePoint) {
    if (Character.isWhitespace(codePoint)) {
      return Kind.SPACE;
    }
    if (Character.isDigit(codePoint)) {
      return Kind.DIGIT;
    }
    boolean spaced = Character.isLetter(codePoint) && !Character.isIdeographic(codePoint);
    return spaced && !isSyllable(codePoint) ? Kind.LETTER : Kind.SYMBOL;
  }

  private static boolean isSyllable(int codePoint) {
    Character.UnicodeScript script = Character.UnicodeScript.of(codePoint);
    return script == Character.UnicodeScript.HANGUL
        || script == Character.UnicodeScript.HIRAGANA
        || script == Character.UnicodeScript.KATAKANA;
  }
}
