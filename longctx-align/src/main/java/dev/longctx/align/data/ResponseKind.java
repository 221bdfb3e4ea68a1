package dev.longctx.align.data;

/** One of the two responses of a triple. */
public enum ResponseKind {
  /** The better one. */
  CHOSEN,
  /** The worse one. */
  REJECTED
}
