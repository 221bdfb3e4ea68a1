package dev.longctx.onnx.internal.template.value;

import java.util.Collection;

/** The bound on values inside values, so that whoever walks through one needs none. */
final class Nesting {

  private static final int MAX_DEPTH = 100;

  private Nesting() {}

  static int around(Collection<Value> values) {
    int depth = 1;
    for (Value value : values) {
      depth = Math.max(depth, value.depth() + 1);
    }
    if (depth > MAX_DEPTH) {
      throw new TemplateError(
          "expected values of at most " + MAX_DEPTH + " levels, found one of " + depth);
    }
    return depth;
  }
}
