package dev.longctx.compress.internal.critic;

/**
 * Walks once through a document's tokens while units are asked for in order. A token that reaches
 * over a border counts for the units on both sides.
 */
final class TokenWalk {

  private final TokenizedDocument document;
  private int next;

  TokenWalk(TokenizedDocument document) {
    this.document = document;
  }

  /** The mean keep probability of the tokens that touch a range of characters, 0 for none. */
  float meanKeep(int start, int end) {
    int size = document.tokens().size();
    while (next < size && document.tokens().end(next) <= start) {
      next++;
    }
    int last = next;
    while (last < size && document.contentStart(last) < end) {
      last++;
    }
    return document.meanKeep(next, last);
  }
}
