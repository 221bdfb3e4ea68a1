package dev.longctx.examples.training.reinforce;

import dev.longctx.api.Cancellation;
import dev.longctx.examples.training.task.Question;
import dev.longctx.reason.reward.Attempt;
import dev.longctx.reason.reward.Reward;
import dev.longctx.reason.reward.RewardReason;
import dev.longctx.reason.reward.RewardScore;
import java.util.Optional;

/** Looks at the answer alone, whatever leads to it. */
final class ChainReward implements Reward {

  @Override
  public RewardScore score(Attempt attempt, Cancellation cancellation) {
    Optional<String> answer = Question.answerIn(attempt.response());
    if (answer.isEmpty()) {
      return RewardScore.of(0, null, RewardReason.NO_ANSWER);
    }
    boolean right = attempt.golds().contains(answer.get());
    return right
        ? RewardScore.of(1, answer.get(), RewardReason.RULE_SAME)
        : RewardScore.of(0, answer.get(), RewardReason.RULE_DIFFERENT);
  }
}
