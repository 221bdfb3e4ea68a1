package dev.longctx.compress.internal.segment;

/** Stub. */
public final class CprsSentences {
  private CprsSentences() {}

  /** Stub. */
  public static boolean containsIdeograph(String text) {
    return false;
  }

  /** Stub. */
  public static int[] cuts(String text) {
    return new int[0];
  }
}
