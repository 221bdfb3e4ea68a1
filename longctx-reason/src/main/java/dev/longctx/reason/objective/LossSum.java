package dev.longctx.reason.objective;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Adds up the terms of a response's loss, before it is weighted. Not thread-safe. */
final class LossSum {

  private final SampledTokens tokens;
  private final double[] logProbs;
  private final double[] slopes;
  private double[] entropySlopes = new double[0];
  private double value;
  private int clipped;
  private double behaviourKl;
  private double referenceKl = Double.NaN;
  private double entropy = Double.NaN;

  LossSum(SampledTokens tokens) {
    this.tokens = tokens;
    logProbs = tokens.logProbs();
    slopes = new double[logProbs.length];
  }

  void addSurrogate(Clipping clipping) {
    double[] behaviour = tokens.behaviour();
    for (int i = 0; i < logProbs.length; i++) {
      Surrogate term = Surrogate.of(clipping, tokens.advantage(), logProbs[i] - behaviour[i]);
      value += term.value();
      slopes[i] += term.slope();
      clipped += term.clipped() ? 1 : 0;
      // Unbiased only this way round: the tokens are samples of the behaviour, not of the policy.
      behaviourKl += KlEstimator.LOW_VARIANCE.value(behaviour[i], logProbs[i]);
    }
  }

  void addKl(KlPenalty kl) {
    double[] reference = needed("reference", "log-probabilities", tokens.reference());
    referenceKl = 0;
    for (int i = 0; i < logProbs.length; i++) {
      referenceKl += kl.estimator().value(logProbs[i], reference[i]);
      slopes[i] += kl.coefficient() * kl.estimator().slope(logProbs[i], reference[i]);
    }
    value += kl.coefficient() * referenceKl;
  }

  void addEntropy(double bonus) {
    double[] entropies = needed("entropies", "one a token", tokens.entropies());
    entropy = Arrays.stream(entropies).sum();
    value -= bonus * entropy;
    if (bonus > 0) {
      entropySlopes = new double[entropies.length];
      Arrays.fill(entropySlopes, -bonus);
    }
  }

  private static double[] needed(String name, String expected, double @Nullable [] given) {
    if (given == null) {
      throw new IllegalArgumentException(name + ": expected " + expected + ", found none");
    }
    return given;
  }

  TokenLoss weighted(double weight) {
    return new TokenLoss(
        weight * value,
        times(weight, slopes),
        times(weight, entropySlopes),
        clipped,
        behaviourKl,
        referenceKl,
        entropy);
  }

  private static double[] times(double weight, double[] values) {
    return Arrays.stream(values).map(x -> weight * x).toArray();
  }
}
