package dev.longctx.compress.internal.segment;

/** Classes of characters that segmentation asks about, and where text may be cut. */
public final class Characters {
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  /** How far a cut moves back to keep a cluster of combining characters whole. */
  private static final int MAX_CLUSTER_CHARS = 32;

  private Characters() {}

  /** Tells whether {@code c} can end a sentence in some script. */
  static boolean isTerminal(char c) {
    if (c < 0x80) {
      return c == '.' || c == '!' || c == '?';
    }
    return switch (c) {
      case '…' -> true;
      case '‼', '⁇', '⁈', '⁉', '؟', '۔', '։', '।', '॥', '။', '។', '៕', '።', '፧' -> true;
      default -> isFullWidthTerminal(c);
    };
  }

  /** Tells whether {@code c} ends a sentence without a following space. */
  static boolean isFullWidthTerminal(char c) {
    return switch (c) {
      case '。', '！', '？', '；', '｡', '．' -> true;
      default -> false;
    };
  }

  /** Tells whether {@code c}, right after a terminator, still belongs to the sentence. */
  static boolean isCloser(char c) {
    return switch (c) {
      case ')', ']', '}', '"', '\'', '*', '_', '”', '’', '»', '›' -> true;
      case '」', '』', '】', '》', '〉', '）', '］', '〕', '＂' -> true;
      default -> false;
    };
  }

  /** Tells whether {@code c} may stand before the first word of a sentence. */
  static boolean isOpener(char c) {
    return switch (c) {
      case '(', '[', '{', '"', '\'', '*', '_', '“', '‘', '„', '«', '‹', '¿', '¡', '>' -> true;
      case '「', '『', '【', '《', '〈', '（', '［', '〔' -> true;
      default -> false;
    };
  }

  /** Tells whether {@code c} closes a title or a note, after which a sentence may go on. */
  static boolean closesTitle(char c) {
    return switch (c) {
      case '》', '〉', '）', ')' -> true;
      default -> false;
    };
  }

  /** Tells whether {@code c} separates clauses. */
  static boolean isClausePunctuation(char c) {
    return switch (c) {
      case ',', ';', ':', '–', '—', '，', '、', '：' -> true;
      default -> false;
    };
  }

  /** Largest safe cut at or before {@code limit}, after {@code start}: see {@link #joins}. */
  static int safeCut(String text, int start, int limit) {
    int floor = Math.max(start + 1, limit - MAX_CLUSTER_CHARS);
    for (int cut = limit; cut >= floor; cut--) {
      if (!joins(text, cut)) {
        return cut;
      }
    }
    return splitsPair(text, limit) ? limit - 1 : limit;
  }

  /** Tells whether a cut at {@code index} would split a surrogate pair. */
  public static boolean splitsPair(String text, int index) {
    return index > 0
        && index < text.length()
        && Character.isHighSurrogate(text.charAt(index - 1))
        && Character.isLowSurrogate(text.charAt(index));
  }

  /** Tells whether the characters on both sides of {@code index} read as one. */
  static boolean joins(String text, int index) {
    if (index <= 0 || index >= text.length()) {
      return false;
    }
    if (splitsPair(text, index) || text.charAt(index - 1) == ZERO_WIDTH_JOINER) {
      return true;
    }
    return extendsCluster(text.codePointAt(index));
  }

  private static boolean extendsCluster(int codePoint) {
    if (codePoint < 0x300) {
      return false;
    }
    boolean emojiModifier = codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
    return codePoint == ZERO_WIDTH_JOINER || emojiModifier || isMark(codePoint);
  }

  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }
}
