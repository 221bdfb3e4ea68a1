package dev.longctx.reason.metric;

import java.util.Collection;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The mean of a set's scores. What failed has no score: it is counted by itself and never taken for
 * wrong.
 *
 * @param mean over what has a score, 0 to 1; empty where nothing has
 * @param scored how many have a score
 * @param failed how many have none
 */
public record MeanScore(OptionalDouble mean, int scored, int failed) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if a count is negative, or the mean is there without scores
   */
  public MeanScore {
    Objects.requireNonNull(mean, "mean");
    if (scored < 0 || failed < 0 || mean.isPresent() != (scored > 0)) {
      throw new IllegalArgumentException(
          "mean: expected one just where something is scored, found %s of %d and %d failed"
              .formatted(mean, scored, failed));
    }
  }

  /**
   * The mean of one set.
   *
   * @param scores one an item, 0 to 1, empty where it failed
   * @return their mean
   * @throws IllegalArgumentException if a score is outside 0 to 1
   */
  public static MeanScore of(Collection<OptionalDouble> scores) {
    double sum = 0;
    int scored = 0;
    for (OptionalDouble score : scores) {
      if (score.isPresent()) {
        sum += checked(score.getAsDouble());
        scored++;
      }
    }
    OptionalDouble mean = scored == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / scored);
    return new MeanScore(mean, scored, scores.size() - scored);
  }

  /**
   * The share of items that are right, which is a score of exactly 1.
   *
   * @param scores one an item, 0 to 1, empty where it failed
   * @return the accuracy over those with a score
   * @throws IllegalArgumentException if a score is outside 0 to 1
   */
  public static MeanScore accuracy(Collection<OptionalDouble> scores) {
    return of(scores.stream().map(MeanScore::rightOrWrong).toList());
  }

  /**
   * The unweighted mean of several sets' means, as benchmarks report it.
   *
   * @param sets one a set, whatever its size
   * @return the mean of those that have one; a set without counts as failed
   */
  public static MeanScore ofSets(Collection<MeanScore> sets) {
    return of(sets.stream().map(MeanScore::mean).toList());
  }

  private static OptionalDouble rightOrWrong(OptionalDouble score) {
    return score.isEmpty() ? score : OptionalDouble.of(checked(score.getAsDouble()) == 1 ? 1 : 0);
  }

  private static double checked(double score) {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score: expected 0 to 1, found " + score);
    }
    return score;
  }
}
