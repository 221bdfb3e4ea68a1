package dev.longctx.examples.training.reinforce;

import dev.longctx.reason.objective.DynamicSampling;
import dev.longctx.reason.objective.KlEstimator;
import dev.longctx.reason.objective.KlPenalty;
import dev.longctx.reason.objective.RlAlgorithm;

/** By what an arm learns. The distance from where it began is measured and costs nothing. */
enum Algorithm {
  GRPO,
  DAPO;

  private static final double DRAW_FACTOR = 3;

  RlAlgorithm with(ReinforcePlan.Training training) {
    RlAlgorithm preset = this == GRPO ? RlAlgorithm.grpo() : RlAlgorithm.dapo();
    RlAlgorithm.Builder builder =
        preset.toBuilder()
            .loss(
                preset.loss().toBuilder().kl(KlPenalty.measured(KlEstimator.LOW_VARIANCE)).build());
    if (this == DAPO) {
      builder.dynamicSampling(new DynamicSampling(DRAW_FACTOR, training.draws()));
    }
    return builder.build();
  }

  /** Steps between two evaluations: a step of dynamic sampling takes several times as long. */
  int evaluationEvery() {
    return this == GRPO ? 40 : 10;
  }
}
