package dev.longctx.reason.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.ForwardPass;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The double is only worth something where its gradients are true. */
class TablePolicyTest {

  private static final TokenSequence SEQUENCE =
      new TokenSequence(new int[] {1, 2, 1}, new int[] {5, 3, 0});
  private static final double[] BY_LOG_PROB = {0.5, -2, 1};
  private static final double[] BY_ENTROPY = {1, 0.25, -3};

  private static double loss(TablePolicy policy) {
    try (ForwardPass pass = policy.forwardWithEntropies(List.of(SEQUENCE))) {
      double loss = 0;
      for (int i = 0; i < 3; i++) {
        loss += BY_LOG_PROB[i] * pass.logProbs().get(0)[i];
        loss += BY_ENTROPY[i] * pass.entropies().get(0)[i];
      }
      return loss;
    }
  }

  @Test
  void itsGradientIsThatOfFiniteDifferences() {
    TablePolicy policy = new TablePolicy(3);
    try (ForwardPass pass = policy.forwardWithEntropies(List.of(SEQUENCE))) {
      pass.backward(List.of(BY_LOG_PROB), List.of(BY_ENTROPY));
    }
    double[] gradient = policy.gradient();
    float step = 0x1p-6f;
    for (int i = 0; i < gradient.length; i++) {
      policy.nudge(i, step);
      double above = loss(policy);
      policy.nudge(i, -2 * step);
      double below = loss(policy);
      policy.nudge(i, step);
      assertThat(gradient[i]).isCloseTo((above - below) / (2 * step), within(2e-3));
    }
  }
}
