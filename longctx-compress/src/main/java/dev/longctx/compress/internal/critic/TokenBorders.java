package dev.longctx.compress.internal.critic;

import java.util.function.IntUnaryOperator;

/** Maps places in a document's text to token indices. */
final class TokenBorders {

  private TokenBorders() {}

  /**
   * The token at which each piece of the text begins, as {@link
   * dev.longctx.compress.internal.window.WindowPlanner} takes it: from 0, and the number of tokens
   * at the end.
   *
   * @param document the document
   * @param pieces how many pieces there are
   * @param pieceStart the first character of each, rising
   */
  static int[] of(TokenizedDocument document, int pieces, IntUnaryOperator pieceStart) {
    int size = document.tokens().size();
    int[] borders = new int[Math.max(1, pieces) + 1];
    int token = 0;
    for (int piece = 1; piece < pieces; piece++) {
      int start = pieceStart.applyAsInt(piece);
      while (token < size && document.contentStart(token) < start) {
        token++;
      }
      borders[piece] = token;
    }
    borders[borders.length - 1] = size;
    return borders;
  }
}
