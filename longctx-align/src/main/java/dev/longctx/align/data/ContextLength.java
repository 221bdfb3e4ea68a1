package dev.longctx.align.data;

/** One of the two contexts of a triple. */
public enum ContextLength {
  /** The evidence and at most a few other documents. */
  SHORT,
  /** The evidence among documents that do not matter. */
  LONG
}
