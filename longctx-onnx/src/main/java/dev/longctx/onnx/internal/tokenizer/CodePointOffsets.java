package dev.longctx.onnx.internal.tokenizer;

import org.jspecify.annotations.Nullable;

/** From code points, which the native side counts, to UTF-16 code units. */
final class CodePointOffsets {

  /** The code unit at which each code point starts, and the end; null where they are the same. */
  private final int @Nullable [] starts;

  private CodePointOffsets(int @Nullable [] starts) {
    this.starts = starts;
  }

  static CodePointOffsets of(String text) {
    int codePoints = text.codePointCount(0, text.length());
    return new CodePointOffsets(codePoints == text.length() ? null : starts(text, codePoints));
  }

  private static int[] starts(String text, int codePoints) {
    int[] starts = new int[codePoints + 1];
    int unit = 0;
    for (int i = 0; i < codePoints; i++) {
      starts[i] = unit;
      unit += Character.charCount(text.codePointAt(unit));
    }
    starts[codePoints] = unit;
    return starts;
  }

  int utf16(int codePoint) {
    return starts == null ? codePoint : starts[codePoint];
  }
}
