package dev.longctx.compress.internal.window;

/**
 * A run of one document's tokens that the critic reads at once.
 *
 * @param document index of the document
 * @param from its first token
 * @param to one past its last token
 */
public record Window(int document, int from, int to) {

  /** The number of the document's tokens in the window, prompt not counted. */
  public int size() {
    return to - from;
  }
}
