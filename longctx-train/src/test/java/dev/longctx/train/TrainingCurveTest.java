package dev.longctx.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.api.training.Update;
import dev.longctx.train.testing.Goldens;
import dev.longctx.train.testing.SupervisedLoss;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainingCurveTest {

  private static final AdamW OPTIMIZER =
      AdamW.builder().learningRate(5e-3).beta2(0.98).weightDecay(0.1).build();

  @ParameterizedTest
  @ValueSource(strings = {"llama", "qwen2", "qwen3"})
  void lossesOfTwentyStepsAreThoseOfTheReference(String family) {
    JsonNode curve = Goldens.family(family).get("curve");
    try (TorchPolicy policy = PolicyFixture.single(family)) {
      for (int step = 0; step < curve.get("losses").size(); step++) {
        assertThat(SupervisedLoss.backward(policy, Goldens.sequences()))
            .as("step %d", step)
            .isCloseTo(curve.get("losses").get(step).asDouble(), within(1e-5));
        double norm = curve.get("norms").get(step).asDouble();
        Update update = policy.step(OPTIMIZER);
        assertThat(update.gradientNorm()).isCloseTo(norm, within(1e-4 * norm));
        assertThat(update.clipped()).isEqualTo(norm > 1);
        assertThat(update.step()).isEqualTo(step + 1L);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "qwen3"})
  void theSameStepsGiveTheSameBits(String family) {
    assertThat(bits(family)).isEqualTo(bits(family));
  }

  private static double[] bits(String family) {
    try (TorchPolicy policy = PolicyFixture.single(family)) {
      for (int step = 0; step < 5; step++) {
        SupervisedLoss.backward(policy, Goldens.sequences());
        policy.step(OPTIMIZER);
      }
      try (ForwardPass pass = policy.forward(Goldens.sequences())) {
        return pass.logProbs().get(0);
      }
    }
  }
}
