package dev.longctx.compress.internal.critic;

import dev.longctx.compress.internal.segment.Segments;
import dev.longctx.compress.internal.segment.WhiteSpace;
import dev.longctx.onnx.tokenizer.EncodedText;

/**
 * A document cut into segments and the critic's tokens, with room for what the critic says of each
 * token. Windows write disjoint ranges, so workers share one without locks; whoever reads must have
 * waited for them.
 */
final class TokenizedDocument {

  private final int index;
  private final Segments segments;
  private final EncodedText tokens;
  private final float[] keep;
  private final byte[] labels;

  TokenizedDocument(int index, Segments segments, EncodedText tokens) {
    this.index = index;
    this.segments = segments;
    this.tokens = tokens;
    this.keep = new float[tokens.size()];
    this.labels = new byte[tokens.size()];
  }

  int index() {
    return index;
  }

  String text() {
    return segments.text();
  }

  Segments segments() {
    return segments;
  }

  EncodedText tokens() {
    return tokens;
  }

  void label(int token, float keepProbability, int label) {
    keep[token] = keepProbability;
    labels[token] = (byte) label;
  }

  float keep(int token) {
    return keep[token];
  }

  byte[] copyOfLabels() {
    return labels.clone();
  }

  /**
   * The first character of a token that is not white space: byte-level tokens carry the blank
   * before a word, which must not make them part of the sentence before.
   */
  int contentStart(int token) {
    return WhiteSpace.skip(text(), tokens.start(token), tokens.end(token));
  }

  /** The mean keep probability of a run of tokens, 0 for none. */
  float meanKeep(int from, int to) {
    double sum = 0;
    for (int token = from; token < to; token++) {
      sum += keep[token];
    }
    return to > from ? (float) (sum / (to - from)) : 0;
  }
}
