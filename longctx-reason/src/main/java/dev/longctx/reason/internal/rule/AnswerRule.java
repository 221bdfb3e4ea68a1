package dev.longctx.reason.internal.rule;

import dev.longctx.reason.answer.Strictness;
import dev.longctx.reason.answer.TaskKind;

/** Compares extracted answers of one kind. */
public interface AnswerRule {

  /** Whether a prediction is the gold answer. */
  boolean matches(String prediction, String gold);

  /**
   * Checks that a gold answer can be met.
   *
   * @throws IllegalArgumentException if it cannot
   */
  void check(String gold);

  /** The rule for a kind of task. */
  static AnswerRule of(TaskKind kind, Strictness strictness) {
    return switch (strictness) {
      case STRICT -> StrictRule.of(kind);
      case LEGACY -> LegacyRule.of(kind, LegacyRule.DECIMALS_OF_TRAINING);
      case LEGACY_EVALUATION -> LegacyRule.of(kind, LegacyRule.DECIMALS_OF_EVALUATION);
    };
  }
}
