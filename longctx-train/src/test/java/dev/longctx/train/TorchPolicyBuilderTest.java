package dev.longctx.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.api.Cancellation;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.TrainingException;
import dev.longctx.train.testing.Goldens;
import dev.longctx.train.testing.StoredTensors;
import dev.longctx.train.testing.SupervisedLoss;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TorchPolicyBuilderTest {

  private static final DecoderConfig CONFIG =
      new DecoderConfig(
          DecoderConfig.Family.QWEN3,
          61,
          32,
          2,
          4,
          2,
          8,
          40,
          1e-6,
          1e4,
          new RopeScaling.Yarn(4, 32, 1, 16, 1.1),
          true,
          false,
          64,
          0.02);

  @Test
  void aSeedGivesTheSamePolicyAgain() {
    try (TorchPolicy first = TorchPolicy.random(CONFIG, 3);
        TorchPolicy again = TorchPolicy.random(CONFIG, 3);
        TorchPolicy other = TorchPolicy.random(CONFIG, 4)) {
      assertThat(scores(again)).containsExactly(scores(first));
      assertThat(scores(other)).isNotEqualTo(scores(first));
      assertThat((double) scores(first)[0]).isCloseTo(-Math.log(61), within(0.2));
    }
  }

  @Test
  void adaptersChangeNothingBeforeTheyAreTrained() {
    LoraConfig lora = new LoraConfig(2, 4, Set.of("q_proj", "down_proj"));
    try (TorchPolicy plain = TorchPolicy.random(CONFIG, 3);
        TorchPolicy adapted =
            TorchPolicy.builder().config(CONFIG).randomWeights(3).lora(lora, 1).open()) {
      assertThat(scores(adapted)).containsExactly(scores(plain));
      SupervisedLoss.backward(adapted, Goldens.sequences());
      assertThat(adapted.gradients(StoredTensors::copyOf).names()).hasSize(8);
      adapted.step(AdamW.builder().learningRate(0.1).build());
      assertThat(scores(adapted)).isNotEqualTo(scores(plain));
    }
  }

  @Test
  void refusesWeightsOfAnotherModel() {
    try (TorchPolicy policy = TorchPolicy.random(CONFIG, 3)) {
      StoredTensors[] weights = new StoredTensors[1];
      policy.syncTo(all -> weights[0] = StoredTensors.copyOf(all));
      StoredTensors more = StoredTensors.copyOf(weights[0]);
      more.put("lm_head.weight", new long[] {1}, new float[1]);
      assertRefused(more, "weights: expected only the model's, found also lm_head.weight and 0");
      StoredTensors other = StoredTensors.copyOf(weights[0]);
      other.put("model.norm.weight", new long[] {2}, new float[2]);
      assertRefused(other, "model.norm.weight: expected [32], found [2]");
      assertRefused(new StoredTensors(), "weights: expected all of the model's, found without");
    }
  }

  private static void assertRefused(StoredTensors weights, String message) {
    assertThatExceptionOfType(TrainingException.class)
        .isThrownBy(() -> TorchPolicy.open(CONFIG, weights))
        .withMessageStartingWith(message)
        .returns(TrainingException.Reason.CHECKPOINT, TrainingException::reason);
  }

  @Test
  void eachSettingIsGivenOnceAndWhatIsNeededIsGiven() {
    TorchPolicyBuilder builder = TorchPolicy.builder().config(CONFIG).randomWeights(1);
    builder.sharedPrompts(false);
    assertThatIllegalStateException().isThrownBy(() -> builder.sharedPrompts(true));
    assertThatIllegalStateException().isThrownBy(() -> builder.config(CONFIG));
    assertThatIllegalStateException().isThrownBy(() -> builder.randomWeights(2));
    assertThatIllegalStateException().isThrownBy(() -> builder.weights(new StoredTensors()));
    assertThatIllegalStateException()
        .isThrownBy(() -> TorchPolicy.builder().open())
        .withMessageStartingWith("config");
    assertThatIllegalStateException()
        .isThrownBy(() -> TorchPolicy.builder().config(CONFIG).open())
        .withMessageStartingWith("weights");
  }

  private static float[] scores(TorchPolicy policy) {
    return policy.scorer().logProbs(Goldens.sequences(), new Cancellation()).get(0);
  }
}
