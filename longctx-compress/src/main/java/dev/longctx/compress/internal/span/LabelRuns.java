package dev.longctx.compress.internal.span;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns begin, inside, outside and end labels into runs of tokens as QwenLong-CPRS's released
 * inference does: gaps behind a begin are bridged forward, an end does not close a run, and a run
 * may open with any label but outside.
 */
public final class LabelRuns {

  /** Class id of a token that begins a span. */
  public static final byte BEGIN = 0;

  /** Class id of a token inside a span. */
  public static final byte INSIDE = 1;

  /** Class id of a token outside all spans. */
  public static final byte OUTSIDE = 2;

  /** Class id of a token that ends a span. */
  public static final byte END = 3;

  private LabelRuns() {}

  /**
   * Labels the outside tokens in short gaps as inside, in place.
   *
   * @param labels one class id a token
   * @param gapTokens neighbours at least this far apart are not bridged
   */
  public static void bridgeGaps(byte[] labels, int gapTokens) {
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == BEGIN) {
        bridgeFrom(labels, i, gapTokens);
      }
    }
  }

  private static void bridgeFrom(byte[] labels, int begin, int gapTokens) {
    int left = begin;
    for (int right = begin + 1; right < labels.length && right - left < gapTokens; right++) {
      if (labels[right] == OUTSIDE) {
        continue;
      }
      for (int i = left + 1; i < right; i++) {
        labels[i] = INSIDE;
      }
      if (labels[right] != INSIDE) {
        return;
      }
      left = right;
    }
  }

  /**
   * The maximal runs between outside tokens, cut before each begin.
   *
   * @param labels one class id a token
   * @return all runs, in order
   */
  public static List<TokenSpan> collect(byte[] labels) {
    List<TokenSpan> runs = new ArrayList<>();
    int at = 0;
    while (at < labels.length) {
      if (labels[at] == OUTSIDE) {
        at++;
        continue;
      }
      int end = at + 1;
      while (end < labels.length && labels[end] != OUTSIDE && labels[end] != BEGIN) {
        end++;
      }
      runs.add(new TokenSpan(at, end));
      at = end;
    }
    return runs;
  }
}
