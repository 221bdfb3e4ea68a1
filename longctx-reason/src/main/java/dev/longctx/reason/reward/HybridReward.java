package dev.longctx.reason.reward;

import dev.longctx.api.Cancellation;
import dev.longctx.reason.reward.JudgeVerdict.Outcome;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The better of rule and judge: max(rule, judge) (QwenLong-L1, section 2.3, equation 14). Immutable
 * and thread-safe, as its judge is.
 *
 * <p>The judge is asked only where it can change something: the rule gives less than 1, an answer
 * was found, and its kind has a judge. It compares with each gold answer that counts for the rule
 * until one is the same. Where it sees none the same and has no verdict on one of them, the maximum
 * is unknown and there is no score: never 0.
 */
public final class HybridReward implements Reward {

  private final RuleReward rule;
  private final Judge judge;

  private HybridReward(RuleReward rule, Judge judge) {
    this.rule = Objects.requireNonNull(rule, "rule");
    this.judge = Objects.requireNonNull(judge, "judge");
  }

  /**
   * Puts a judge behind a rule.
   *
   * @param rule is asked first
   * @param judge is asked where the rule sees another answer
   * @return the reward
   */
  public static HybridReward of(RuleReward rule, Judge judge) {
    return new HybridReward(rule, judge);
  }

  @Override
  public RewardScore score(Attempt attempt, Cancellation cancellation) {
    RewardScore byRule = rule.score(attempt, cancellation);
    String prediction = byRule.prediction();
    if (byRule.isRight() || prediction == null || !rule.kind().hasJudge()) {
      return byRule;
    }
    return judged(attempt.question(), prediction, rule.golds(attempt), cancellation);
  }

  private RewardScore judged(
      String question, String prediction, List<String> golds, Cancellation cancellation) {
    RewardReason missing = null;
    for (String gold : golds) {
      Outcome outcome = judge.judge(question, prediction, gold, cancellation).outcome();
      if (outcome == Outcome.SAME) {
        return RewardScore.of(1, prediction, RewardReason.JUDGED_SAME);
      }
      missing = missing == null ? missing(outcome) : missing;
    }
    return missing == null
        ? RewardScore.of(0, prediction, RewardReason.JUDGED_DIFFERENT)
        : RewardScore.none(prediction, missing);
  }

  private static @Nullable RewardReason missing(Outcome outcome) {
    return switch (outcome) {
      case UNREADABLE -> RewardReason.JUDGE_UNREADABLE;
      case FAILED -> RewardReason.JUDGE_FAILED;
      case SAME, DIFFERENT -> null;
    };
  }
}
