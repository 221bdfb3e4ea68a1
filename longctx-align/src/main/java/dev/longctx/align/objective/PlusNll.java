package dev.longctx.align.objective;

import dev.longctx.align.internal.Once;
import java.util.Objects;

/**
 * Another objective with a part of supervised learning: the better response's mean negative
 * log-likelihood is added to its loss, which keeps that response from becoming less likely together
 * with the worse one. The reward stays the other objective's. As thread-safe as that one.
 *
 * @param objective the other objective
 * @param weight weight of the addition, from 0
 */
public record PlusNll(PreferenceObjective objective, double weight) implements PreferenceObjective {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the weight is outside its range
   */
  public PlusNll {
    Objects.requireNonNull(objective, "objective");
    Once.notNegative("weight", weight);
  }

  @Override
  public String name() {
    return objective.name() + "+NLL";
  }

  @Override
  public boolean needsReference() {
    return objective.needsReference();
  }

  @Override
  public Reward reward(ResponseScore score) {
    return objective.reward(score);
  }

  @Override
  public PairLoss loss(ResponseScore chosen, ResponseScore rejected) {
    return objective.loss(chosen, rejected).plusNll(chosen, weight);
  }
}
