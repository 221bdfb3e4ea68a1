package dev.longctx.onnx.internal.template.builtin;

import dev.longctx.onnx.internal.template.value.Rendering;
import dev.longctx.onnx.internal.template.value.Text;
import dev.longctx.onnx.internal.template.value.TextBuilder;

/** Replaces one string by another, as often as asked or, where that is negative, everywhere. */
final class Replacement {

  private Replacement() {}

  static Text of(Rendering rendering, String text, String old, String other, long count) {
    rendering.search(text, old);
    TextBuilder replaced = new TextBuilder(rendering);
    int start = 0;
    int found = text.indexOf(old);
    for (long i = 0; found >= 0 && i != count; i++) {
      replaced.append(text, start, found).append(other);
      rendering.takeSteps(1);
      start = found + old.length();
      found = next(text, old, found);
    }
    return replaced.append(text, start, text.length()).toText();
  }

  /** An empty string stands between all code points, once each. */
  private static int next(String text, String old, int found) {
    if (!old.isEmpty()) {
      return text.indexOf(old, found + old.length());
    }
    return found == text.length() ? -1 : text.offsetByCodePoints(found, 1);
  }
}
