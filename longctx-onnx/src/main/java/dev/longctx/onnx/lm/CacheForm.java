package dev.longctx.onnx.lm;

/** How a decoder's graph takes and gives its key-value cache. */
public enum CacheForm {
  /** The cache comes out longer than it went in; rows of a batch are padded on the left. */
  PLAIN,
  /**
   * GroupQueryAttention writes into the memory that it reads from, which has room for more; rows of
   * a batch are padded on the right, and only single tokens are batched.
   */
  GROUP_QUERY
}
