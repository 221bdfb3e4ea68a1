package dev.longctx.reason.objective;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Responses to test with. */
final class Responses {

  static final long SEED = Long.getLong("longctx.seed", 7);

  private Responses() {}

  /** One token of a given ratio's logarithm. */
  static SampledTokens token(double advantage, double logRatio) {
    return new SampledTokens(
        new double[] {logRatio - 30}, new double[] {-30}, null, null, advantage);
  }

  /** Log-probabilities within 1 of each other, and entropies. */
  static SampledTokens random(SplittableRandom random, int size) {
    double[] logProbs = random.doubles(size, -3, -0.05).toArray();
    return new SampledTokens(
        logProbs,
        near(random, logProbs, 1),
        near(random, logProbs, 4),
        random.doubles(size, 0, 3).toArray(),
        random.nextDouble(-2, 2));
  }

  private static double[] near(SplittableRandom random, double[] logProbs, double most) {
    double[] moved = logProbs.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += random.nextDouble(-most, most);
    }
    return moved;
  }

  /** The same response with other log-probabilities and entropies under the policy. */
  static SampledTokens with(SampledTokens at, double[] logProbs, double @Nullable [] entropies) {
    return new SampledTokens(logProbs, at.behaviour(), at.reference(), entropies, at.advantage());
  }
}
