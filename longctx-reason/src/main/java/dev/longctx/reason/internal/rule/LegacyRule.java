package dev.longctx.reason.internal.rule;

import dev.longctx.reason.answer.TaskKind;
import dev.longctx.reason.internal.number.LegacyComparison;
import dev.longctx.reason.internal.number.LegacyNumber;
import dev.longctx.reason.metric.AnswerMetric;

/** QwenLong-L1's released comparisons. Any gold answer will do. */
@FunctionalInterface
interface LegacyRule extends AnswerRule {

  int DECIMALS_OF_TRAINING = 3;
  int DECIMALS_OF_EVALUATION = 2;

  @Override
  default void check(String gold) {}

  static LegacyRule of(TaskKind kind, int decimals) {
    return switch (kind) {
      case DOCUMENT_QA ->
          (prediction, gold) -> AnswerMetric.LEGACY_SUB_EXACT_MATCH.score(prediction, gold) == 1;
      case NUMERIC ->
          (prediction, gold) ->
              LegacyComparison.matches(
                  LegacyNumber.parse(prediction), LegacyNumber.parse(gold), decimals);
      case MULTIPLE_CHOICE -> String::equals;
    };
  }
}
