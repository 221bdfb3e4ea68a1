package dev.longctx.benchmarks.training;

import dev.longctx.align.PreferenceTraining;
import dev.longctx.align.SoLoPo;
import dev.longctx.align.data.ContextLength;
import dev.longctx.align.data.TokenTriple;
import dev.longctx.align.objective.Orpo;
import dev.longctx.train.TorchPolicy;
import java.util.List;

/** A way to learn from a triple. ORPO has no reference, so that a step is the whole cost. */
enum Arm {
  /** Short pair in one pass, chosen response under the long context in another. */
  SHORT_TO_LONG {
    @Override
    void step(TorchPolicy policy, TokenTriple triple) {
      SoLoPo.builder()
          .policy(policy)
          .optimizer(PolicyOptions.OPTIMIZER)
          .objective(Orpo.standard())
          .triples(List.of(triple))
          .batch(1)
          .steps(1)
          .build()
          .align();
    }
  },
  /** Both responses under the long context, each in a pass of its own. */
  LONG_PAIR {
    @Override
    void step(TorchPolicy policy, TokenTriple triple) {
      new LongPairStep(policy, Orpo.standard()).take(triple);
    }
  },
  /** Both responses under the long context in one pass, as trainings of pairs do it. */
  LONG_PAIR_IN_ONE_PASS {
    @Override
    void step(TorchPolicy policy, TokenTriple triple) {
      PreferenceTraining.builder()
          .policy(policy)
          .optimizer(PolicyOptions.OPTIMIZER)
          .objective(Orpo.standard())
          .triples(List.of(triple), ContextLength.LONG)
          .batch(1)
          .steps(1)
          .build()
          .train();
    }
  };

  abstract void step(TorchPolicy policy, TokenTriple triple);
}
