package dev.longctx.reason.metric;

import dev.longctx.reason.internal.text.Occurrence;
import dev.longctx.reason.internal.text.SquadNormaliser;
import dev.longctx.reason.internal.text.StrictAgreement;
import java.util.List;

/**
 * How well an answer agrees with a gold answer, from 0 to 1. All are symmetric, pure functions and
 * take time proportional to both texts.
 */
public enum AnswerMetric {
  /**
   * 1 where both are equal as {@code AnswerNormaliser.squad()} spells them (SQuAD, section 6.1).
   */
  EXACT_MATCH {
    @Override
    public double score(String prediction, String gold) {
      SquadNormaliser normaliser = SquadNormaliser.INSTANCE;
      return normaliser.normalise(prediction).equals(normaliser.normalise(gold)) ? 1 : 0;
    }
  },
  /** The F1 of {@link TokenOverlap}. */
  F1 {
    @Override
    public double score(String prediction, String gold) {
      return TokenOverlap.of(prediction, gold).f1();
    }
  },
  /**
   * What QwenLong-L1's released code rewards and reports: 1 where the characters of either
   * normalised text stand in the other. An answer that normalises to nothing stands in all; for
   * comparison only.
   */
  LEGACY_SUB_EXACT_MATCH {
    @Override
    public double score(String prediction, String gold) {
      String one = SquadNormaliser.INSTANCE.normalise(prediction);
      String other = SquadNormaliser.INSTANCE.normalise(gold);
      return Occurrence.holds(one, other) || Occurrence.holds(other, one) ? 1 : 0;
    }
  },
  /**
   * 1 where both are equal as {@code AnswerNormaliser.strict()} spells them, but for words that
   * only introduce an answer: "it is", "it was called", "in", "on", "at" and the like. Any other
   * word more makes another answer, as an answer in other words is. An answer that normalises to
   * nothing equals nothing.
   */
  STRICT_SUB_EXACT_MATCH {
    @Override
    public double score(String prediction, String gold) {
      return StrictAgreement.matches(prediction, gold) ? 1 : 0;
    }
  };

  /**
   * Compares two answers.
   *
   * @param prediction the answer that was given
   * @param gold the right one
   * @return 0 to 1
   */
  public abstract double score(String prediction, String gold);

  /**
   * Compares an answer with the gold answer that it agrees with best.
   *
   * @param prediction the answer that was given
   * @param golds right ones, at least one
   * @return the most of their scores
   * @throws IllegalArgumentException if there is no gold answer
   */
  public double best(String prediction, List<String> golds) {
    return golds.stream()
        .mapToDouble(gold -> score(prediction, gold))
        .max()
        .orElseThrow(
            () -> new IllegalArgumentException("golds: expected at least one, found none"));
  }
}
