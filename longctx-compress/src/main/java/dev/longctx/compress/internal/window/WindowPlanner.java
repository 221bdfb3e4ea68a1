package dev.longctx.compress.internal.window;

import java.util.ArrayList;
import java.util.List;

/**
 * Packs segments greedily into windows, as QwenLong-CPRS does (section 3 of its released code). A
 * segment longer than a window is cut between tokens and scored to its end, where the released code
 * loses its tail and shifts every later offset.
 */
public final class WindowPlanner {

  private final int document;
  private final int capacity;
  private final List<Window> windows = new ArrayList<>();
  private int from;
  private int to;

  private WindowPlanner(int document, int capacity) {
    this.document = document;
    this.capacity = capacity;
  }

  /**
   * The windows of one document.
   *
   * @param document index of the document
   * @param borders the token index at which each segment begins, rising from 0, and at the end the
   *     number of tokens
   * @param capacity tokens of text that fit a window beside the prompt, at least 1
   * @return windows that follow each other without gap or overlap; none is empty
   */
  public static List<Window> plan(int document, int[] borders, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "window must hold at least one token of text, found room for " + capacity);
    }
    WindowPlanner planner = new WindowPlanner(document, capacity);
    for (int i = 0; i + 1 < borders.length; i++) {
      planner.append(borders[i + 1]);
    }
    planner.flush();
    return planner.windows;
  }

  /**
   * The windows of a document that is cut after a fixed number of tokens.
   *
   * @param document index of the document
   * @param tokens the number of tokens
   * @param capacity tokens of text that fit a window beside the prompt, at least 1
   * @return windows that follow each other without gap or overlap
   */
  public static List<Window> planFixed(int document, int tokens, int capacity) {
    return plan(document, new int[] {0, tokens}, capacity);
  }

  private void append(int segmentEnd) {
    if (segmentEnd - from > capacity) {
      flush();
    }
    to = segmentEnd;
    while (to - from > capacity) {
      windows.add(new Window(document, from, from + capacity));
      from += capacity;
    }
  }

  private void flush() {
    if (to > from) {
      windows.add(new Window(document, from, to));
      from = to;
    }
  }
}
