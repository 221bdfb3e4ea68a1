package dev.longctx.reason.metric;

import dev.longctx.reason.internal.text.SquadNormaliser;
import dev.longctx.reason.internal.text.WordCounts;
import dev.longctx.reason.internal.text.Words;
import java.util.List;
import java.util.Set;

/**
 * The words that two answers share, each as often as in both, after {@code
 * AnswerNormaliser.squad()} (SQuAD's evaluation script, with HotpotQA's rule for closed questions:
 * where either is "yes", "no" or "noanswer", anything else shares nothing with it).
 *
 * @param precision share of the prediction's words, 0 to 1
 * @param recall share of the gold answer's words, 0 to 1
 */
public record TokenOverlap(double precision, double recall) {

  private static final TokenOverlap NONE = new TokenOverlap(0, 0);
  private static final Set<String> CLOSED = Set.of("yes", "no", "noanswer");

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is outside 0 to 1
   */
  public TokenOverlap {
    if (!(precision >= 0 && precision <= 1 && recall >= 0 && recall <= 1)) {
      throw new IllegalArgumentException(
          "precision and recall: expected 0 to 1, found " + precision + " and " + recall);
    }
  }

  /**
   * Compares two answers.
   *
   * @param prediction the answer that was given
   * @param gold the right one
   * @return their overlap; nothing where either normalises to nothing
   */
  public static TokenOverlap of(String prediction, String gold) {
    String given = SquadNormaliser.INSTANCE.normalise(prediction);
    String right = SquadNormaliser.INSTANCE.normalise(gold);
    if ((CLOSED.contains(given) || CLOSED.contains(right)) && !given.equals(right)) {
      return NONE;
    }
    return of(Words.of(given), Words.of(right));
  }

  private static TokenOverlap of(List<String> given, List<String> right) {
    int shared = WordCounts.of(given).shared(WordCounts.of(right));
    return shared == 0
        ? NONE
        : new TokenOverlap((double) shared / given.size(), (double) shared / right.size());
  }

  /**
   * The harmonic mean of precision and recall.
   *
   * @return 2PR / (P + R), or 0 where nothing is shared
   */
  public double f1() {
    double sum = precision + recall;
    return sum == 0 ? 0 : 2 * precision * recall / sum;
  }
}
