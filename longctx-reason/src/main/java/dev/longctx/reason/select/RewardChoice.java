package dev.longctx.reason.select;

import dev.longctx.reason.reward.Attempt;
import dev.longctx.reason.reward.Reward;
import java.util.Objects;

/** {@link Selection#byReward(Reward, String)}. */
final class RewardChoice implements Selection {

  private final Reward reward;
  private final String gold;

  RewardChoice(Reward reward, String gold) {
    this.reward = Objects.requireNonNull(reward, "reward");
    this.gold = gold;
    if (gold.isBlank()) {
      throw new IllegalArgumentException("gold: expected an answer, found a blank one");
    }
  }

  @Override
  public Selected select(SelectionContext context) {
    return Selected.best(
        context, context.groups().stream().map(group -> score(context, group)).toList());
  }

  private double score(SelectionContext context, AnswerGroup group) {
    String response = context.candidates().get(group.first()).completion().text();
    Attempt attempt = Attempt.of(context.question(), response, gold);
    return reward.score(attempt, context.cancellation()).value().orElse(0);
  }
}
