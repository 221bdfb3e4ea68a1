package dev.longctx.eval.ranking;

import dev.longctx.compress.UnitRanker;
import java.util.SplittableRandom;

/** Rankers that read nothing: what a method must beat to be worth anything. */
public final class PlainRankers {

  private PlainRankers() {}

  /**
   * Keeps the documents' head, as truncation does.
   *
   * @return a ranker for which earlier is better
   */
  public static UnitRanker truncation() {
    return (query, units, cancellation) -> {
      float[] scores = new float[units.size()];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = scores.length - i;
      }
      return scores;
    };
  }

  /**
   * Keeps units at random.
   *
   * @param seed the same seed, query and number of units give the same scores
   * @return a ranker
   */
  public static UnitRanker random(long seed) {
    return (query, units, cancellation) -> {
      SplittableRandom random = new SplittableRandom(31 * seed + query.hashCode());
      float[] scores = new float[units.size()];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = (float) (1 + random.nextDouble());
      }
      return scores;
    };
  }
}
