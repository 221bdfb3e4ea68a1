package dev.longctx.benchmarks.training;

import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.train.TorchPolicy;
import java.util.Arrays;
import java.util.List;

/** A training step on one sequence: forwards, backwards, clipping, update. */
final class SupervisedStep {

  private final TorchPolicy policy;
  private final TokenSequence sequence;
  private double loss;

  SupervisedStep(TorchPolicy policy, int tokens, int response) {
    this.policy = policy;
    int prompt = tokens - response;
    sequence =
        new TokenSequence(
            PolicyOptions.tokens(policy, 0, prompt),
            PolicyOptions.tokens(policy, prompt, response));
  }

  void take() {
    try (ForwardPass pass = policy.forward(List.of(sequence))) {
      double[] logProbs = pass.logProbs().get(0);
      loss = -Arrays.stream(logProbs).sum() / logProbs.length;
      double[] slopes = new double[logProbs.length];
      Arrays.fill(slopes, -1.0 / logProbs.length);
      pass.backward(List.of(slopes));
    }
    policy.step(PolicyOptions.OPTIMIZER);
  }

  /** Of the last step, before its update. */
  double loss() {
    return loss;
  }
}
