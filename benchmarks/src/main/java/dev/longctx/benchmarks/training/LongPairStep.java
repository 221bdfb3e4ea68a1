package dev.longctx.benchmarks.training;

import dev.longctx.align.data.ContextLength;
import dev.longctx.align.data.ResponseKind;
import dev.longctx.align.data.TokenTriple;
import dev.longctx.align.objective.PairLoss;
import dev.longctx.align.objective.PreferenceObjective;
import dev.longctx.align.objective.ResponseScore;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.train.TorchPolicy;
import java.util.Arrays;
import java.util.List;

/** Preference optimisation under the long context with two passes, one inside the other. */
final class LongPairStep {

  private final TorchPolicy policy;
  private final PreferenceObjective objective;

  LongPairStep(TorchPolicy policy, PreferenceObjective objective) {
    this.policy = policy;
    this.objective = objective;
  }

  void take(TokenTriple triple) {
    try (ForwardPass chosen = forward(triple, ResponseKind.CHOSEN)) {
      backward(chosen, withRejected(triple, score(chosen)).chosenSlope());
    }
    policy.step(PolicyOptions.OPTIMIZER);
  }

  private PairLoss withRejected(TokenTriple triple, ResponseScore chosen) {
    try (ForwardPass rejected = forward(triple, ResponseKind.REJECTED)) {
      PairLoss loss = objective.loss(chosen, score(rejected));
      backward(rejected, loss.rejectedSlope());
      return loss;
    }
  }

  private ForwardPass forward(TokenTriple triple, ResponseKind response) {
    return policy.forward(List.of(triple.sequence(ContextLength.LONG, response)));
  }

  private static ResponseScore score(ForwardPass pass) {
    return ResponseScore.of(pass.logProbs().get(0));
  }

  private static void backward(ForwardPass pass, double slope) {
    double[] slopes = new double[pass.logProbs().get(0).length];
    Arrays.fill(slopes, slope);
    pass.backward(List.of(slopes));
  }
}
