package dev.longctx.compress.internal.segment;

/** Scripts that matter to where words and sentences end. */
public final class Scripts {
  private Scripts() {}

  /** Tells whether {@code c} is Han or kana, or one of their marks: scripts without spaces. */
  static boolean isUnspaced(int c) {
    return c >= 0x2E80 && (isIdeographic(c) || isKana(c) || isFullWidth(c));
  }

  /** Tells whether {@code c} is Thai, which has no spaces between words. */
  static boolean isThai(int c) {
    return c >= 0x0E00 && c <= 0x0E7F;
  }

  /** Tells whether {@code c} is Han, kana or Hangul: what a term index cuts into bigrams. */
  public static boolean isCjk(int c) {
    return isUnspaced(c) || (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0x1100 && c <= 0x11FF);
  }

  private static boolean isIdeographic(int c) {
    return c <= 0x2FDF
        || (c >= 0x3005 && c <= 0x3007)
        || (c >= 0x3400 && c <= 0x9FFF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0x20000 && c <= 0x3FFFF);
  }

  private static boolean isKana(int c) {
    return (c >= 0x3040 && c <= 0x312F) || (c >= 0x31F0 && c <= 0x31FF);
  }

  private static boolean isFullWidth(int c) {
    return (c >= 0x3008 && c <= 0x3011) || (c >= 0xFF00 && c <= 0xFF60);
  }
}
