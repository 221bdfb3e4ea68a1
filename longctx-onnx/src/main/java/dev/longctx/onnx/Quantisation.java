package dev.longctx.onnx;

/** How a graph's weights and activations were reduced to fewer bits. */
public enum Quantisation {

  /** Not at all. */
  NONE,

  /**
   * The weights, to 8 or 4 bits; activations stay as they are or are rounded token by token, so
   * that rows leave one another's scale alone.
   */
  WEIGHT_ONLY,

  /** With scales that were fixed when the model was made. */
  STATIC_INT8,

  /**
   * With activation scales taken from each input as a whole: batching would let windows, and even
   * padding, change one another's scores, so these graphs run one window at a time.
   */
  DYNAMIC_INT8;

  /**
   * Whether a window's scores do not depend on the windows beside it.
   *
   * @return false for dynamic quantisation
   */
  public boolean batchable() {
    return this != DYNAMIC_INT8;
  }
}
