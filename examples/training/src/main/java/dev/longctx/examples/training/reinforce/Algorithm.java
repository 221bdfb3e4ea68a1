package dev.longctx.examples.training.reinforce;

import dev.longctx.reason.objective.DynamicSampling;
import dev.longctx.reason.objective.RlAlgorithm;

/** By what an arm learns. Neither pays for moving away from the base. */
enum Algorithm {
  GRPO,
  DAPO;

  private static final double DRAW_FACTOR = 3;

  RlAlgorithm with(ReinforcePlan.Training training) {
    return this == GRPO
        ? RlAlgorithm.grpo()
        : RlAlgorithm.dapo().toBuilder()
            .dynamicSampling(new DynamicSampling(DRAW_FACTOR, training.draws()))
            .build();
  }

  /** Steps between two evaluations: a step of dynamic sampling takes several times as long. */
  int evaluationEvery() {
    return this == GRPO ? 40 : 10;
  }
}
