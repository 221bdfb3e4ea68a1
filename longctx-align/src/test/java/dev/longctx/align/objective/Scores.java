package dev.longctx.align.objective;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Scores to test with. */
final class Scores {

  static final long SEED = Long.getLong("longctx.seed", 7);

  private Scores() {}

  /** A response whose tokens are all as likely. */
  static ResponseScore even(double sum, int size, double reference) {
    double[] logProbs = new double[size];
    Arrays.fill(logProbs, sum / size);
    return new ResponseScore(logProbs, reference);
  }

  static ResponseScore random(SplittableRandom random, int size) {
    double[] logProbs = random.doubles(size, -3, -0.05).toArray();
    return new ResponseScore(logProbs, Arrays.stream(logProbs).sum() + random.nextDouble(-4, 4));
  }

  /** The same response with another log-probability of one token. */
  static ResponseScore moved(ResponseScore score, int token, double by) {
    double[] logProbs = score.logProbs();
    logProbs[token] += by;
    return new ResponseScore(logProbs, score.reference());
  }
}
