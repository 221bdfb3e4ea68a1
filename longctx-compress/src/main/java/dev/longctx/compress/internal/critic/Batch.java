package dev.longctx.compress.internal.critic;

import dev.longctx.compress.internal.window.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows that the critic scores in one run.
 *
 * @param windows at least one
 */
record Batch(List<Window> windows) {

  /**
   * Batches in document order, each within a number of tokens after padding.
   *
   * @param windows all windows
   * @param promptTokens tokens of the prompt in each window
   * @param maxTokens bound on the rows times the longest row; a window above it runs alone
   */
  static List<Batch> within(List<Window> windows, int promptTokens, int maxTokens) {
    List<Batch> batches = new ArrayList<>();
    List<Window> open = new ArrayList<>();
    int longest = 0;
    for (Window window : windows) {
      int row = promptTokens + window.size();
      int padded = Math.max(longest, row);
      if (!open.isEmpty() && (long) padded * (open.size() + 1) > maxTokens) {
        batches.add(new Batch(List.copyOf(open)));
        open.clear();
        padded = row;
      }
      open.add(window);
      longest = padded;
    }
    if (!open.isEmpty()) {
      batches.add(new Batch(List.copyOf(open)));
    }
    return batches;
  }
}
