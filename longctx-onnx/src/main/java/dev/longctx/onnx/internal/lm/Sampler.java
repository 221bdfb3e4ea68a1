package dev.longctx.onnx.internal.lm;

import dev.longctx.api.model.Sampling;
import java.util.BitSet;
import java.util.SplittableRandom;

/** Chooses tokens from logits. Owns room for one vocabulary. Not thread-safe. */
final class Sampler {

  /** A million tokens of this log-weight change the sum by less than a float can hold. */
  private static final double NEGLIGIBLE = -40;

  private final float[] weights;
  private final int[] kept;
  private final Shortlist shortlist;

  Sampler(int vocabulary) {
    weights = new float[vocabulary];
    kept = new int[vocabulary];
    shortlist = new Shortlist(vocabulary);
  }

  /**
   * Chooses a token.
   *
   * @param logits one a token, left as they are
   * @param sampling how to choose
   * @param seen the tokens of prompt and completion
   * @param random chance
   * @return the token
   */
  int choose(float[] logits, Sampling sampling, BitSet seen, SplittableRandom random) {
    float[] penalised = logits;
    if (sampling.repetitionPenalty() != 1) {
      System.arraycopy(logits, 0, weights, 0, weights.length);
      penalise(seen, (float) sampling.repetitionPenalty());
      penalised = weights;
    }
    int likeliest = likeliest(penalised);
    if (sampling.temperature() == 0) {
      return likeliest;
    }
    double total = weigh(penalised, penalised[likeliest], sampling.temperature());
    boolean filtered = sampling.topK() > 0 || sampling.topP() < 1 || sampling.minP() > 0;
    return filtered ? drawKept(keep(sampling, total), random) : drawAny(total, random);
  }

  private void penalise(BitSet seen, float penalty) {
    for (int id = seen.nextSetBit(0); id >= 0; id = seen.nextSetBit(id + 1)) {
      weights[id] = weights[id] > 0 ? weights[id] / penalty : weights[id] * penalty;
    }
  }

  /** The first of the tokens with the largest logit; what is no number is an error. */
  private static int likeliest(float[] logits) {
    int best = 0;
    float max = Float.NEGATIVE_INFINITY;
    boolean numbers = true;
    for (int id = 0; id < logits.length; id++) {
      float logit = logits[id];
      numbers &= logit < Float.POSITIVE_INFINITY; // NaN is not
      if (logit > max) {
        max = logit;
        best = id;
      }
    }
    LogSumExp.require(numbers && max > Float.NEGATIVE_INFINITY);
    return best;
  }

  /** Weights relative to the likeliest token, which weighs 1; returns their sum. */
  private double weigh(float[] logits, float max, double temperature) {
    double total = 0;
    for (int id = 0; id < weights.length; id++) {
      double exponent = (logits[id] - max) / temperature;
      float weight = exponent < NEGLIGIBLE ? 0 : (float) Math.exp(exponent);
      weights[id] = weight;
      total += weight;
    }
    return total;
  }

  /** Puts the tokens that all filters leave into {@link #kept}, heaviest first. */
  private int keep(Sampling sampling, double total) {
    int count = candidates(sampling, total);
    // Everything is relative to the likeliest token, whose weight is 1.
    while (count > 1 && weights[kept[count - 1]] < sampling.minP()) {
      count--;
    }
    return count;
  }

  private int candidates(Sampling sampling, double total) {
    if (sampling.topK() > 0) {
      int taken = mostLikely(sampling.topK());
      return sampling.topP() < 1 ? head(taken, sampling.topP()) : taken;
    }
    if (sampling.topP() < 1) {
      return nucleus(sampling.topP(), total);
    }
    shortlist.fill(weights, sampling.minP());
    return takeWhile(Double.MAX_VALUE);
  }

  private int mostLikely(int wanted) {
    shortlist.fill(weights, 0);
    int count = 0;
    while (count < wanted && !shortlist.isEmpty()) {
      kept[count++] = shortlist.take();
    }
    return count;
  }

  /**
   * The likeliest tokens that together reach a share. Those that weigh less than the rest's share
   * spread over the vocabulary are never among them: all of them together are less than the rest.
   */
  private int nucleus(double share, double total) {
    shortlist.fill(weights, Math.min(1, (1 - share) * total / weights.length));
    return takeWhile(share * total);
  }

  /** Takes tokens until they have so much weight, at least one. */
  private int takeWhile(double mass) {
    double sum = 0;
    int count = 0;
    while (!shortlist.isEmpty() && (count == 0 || sum < mass)) {
      kept[count] = shortlist.take();
      sum += weights[kept[count]];
      count++;
    }
    return count;
  }

  /** The shortest head of the tokens taken that has a share of their weight. */
  private int head(int taken, double share) {
    double mass = share * sum(taken);
    double sum = 0;
    int count = 0;
    while (count < taken && (count == 0 || sum < mass)) {
      sum += weights[kept[count]];
      count++;
    }
    return count;
  }

  private double sum(int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += weights[kept[i]];
    }
    return sum;
  }

  private int drawKept(int count, SplittableRandom random) {
    double left = random.nextDouble() * sum(count);
    for (int i = 0; i < count - 1; i++) {
      left -= weights[kept[i]];
      if (left < 0) {
        return kept[i];
      }
    }
    return kept[count - 1];
  }

  private int drawAny(double total, SplittableRandom random) {
    double left = random.nextDouble() * total;
    int last = 0;
    for (int id = 0; id < weights.length; id++) {
      if (weights[id] > 0) {
        last = id;
        left -= weights[id];
        if (left < 0) {
          return id;
        }
      }
    }
    return last;
  }
}
