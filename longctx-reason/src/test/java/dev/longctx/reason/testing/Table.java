package dev.longctx.reason.testing;

import java.util.Arrays;
import java.util.Random;

/**
 * A tiny language model: the logits of the next token are a row of a table for the token before,
 * plus the mean of rows of another table for all tokens so far. So what it says depends on the
 * whole context. Weights are floats, as an engine's are.
 */
final class Table {

  private final int vocabulary;
  private final float[] weights;

  Table(int vocabulary, float[] weights) {
    this.vocabulary = vocabulary;
    this.weights = weights;
  }

  /** Random weights. */
  static Table random(int vocabulary, long seed) {
    Random random = new Random(seed);
    float[] weights = new float[2 * vocabulary * vocabulary];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextFloat() * 0.2f - 0.1f;
    }
    return new Table(vocabulary, weights);
  }

  Table copy() {
    return new Table(vocabulary, weights.clone());
  }

  int vocabulary() {
    return vocabulary;
  }

  /** The weights themselves. */
  float[] weights() {
    return weights;
  }

  /** The log-probabilities of all tokens after the first tokens of a sequence. */
  double[] logProbs(int[] tokens, int size) {
    double[] logits = new double[vocabulary];
    for (int next = 0; next < vocabulary; next++) {
      double logit = weights[row(tokens[size - 1]) + next];
      for (int i = 0; i < size; i++) {
        logit += weights[contextRow(tokens[i]) + next] / (double) size;
      }
      logits[next] = logit;
    }
    double max = Arrays.stream(logits).max().orElseThrow();
    double log = max + Math.log(Arrays.stream(logits).map(l -> Math.exp(l - max)).sum());
    return Arrays.stream(logits).map(logit -> logit - log).toArray();
  }

  /** Adds to a gradient what a derivative by the logits after the first tokens comes to. */
  void backward(int[] tokens, int size, double[] byLogit, double[] gradient) {
    for (int next = 0; next < vocabulary; next++) {
      gradient[row(tokens[size - 1]) + next] += byLogit[next];
      for (int i = 0; i < size; i++) {
        gradient[contextRow(tokens[i]) + next] += byLogit[next] / size;
      }
    }
  }

  private int row(int token) {
    return token * vocabulary;
  }

  private int contextRow(int token) {
    return (vocabulary + token) * vocabulary;
  }
}
