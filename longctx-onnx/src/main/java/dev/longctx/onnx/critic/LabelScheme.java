package dev.longctx.onnx.critic;

/** What a critic says of each token. */
public enum LabelScheme {

  /**
   * Begin, inner, outside and end of a span, in this order (QwenLong-CPRS). A token is kept with
   * probability 1 - softmax(outside).
   */
  BIOE(4),

  /** Keep or drop, in the order of the manifest's label names; a softmax over both. */
  KEEP_DROP(2),

  /** One value whose sigmoid is the probability to keep. */
  KEEP_SCORE(1);

  private final int classes;

  LabelScheme(int classes) {
    this.classes = classes;
  }

  /**
   * The values that the graph gives for each token.
   *
   * @return 4, 2 or 1
   */
  public int classes() {
    return classes;
  }
}
