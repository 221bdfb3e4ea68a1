package dev.longctx.benchmarks.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.align.data.TokenTriple;
import dev.longctx.api.Cancellation;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.train.DecoderConfig;
import dev.longctx.train.RopeScaling;
import dev.longctx.train.TorchPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArmTest {

  private static final DecoderConfig CONFIG =
      new DecoderConfig(
          DecoderConfig.Family.QWEN3,
          61,
          16,
          2,
          2,
          1,
          8,
          32,
          1e-6,
          10000,
          new RopeScaling.None(),
          true,
          false,
          64,
          0.2);
  private static final TokenTriple TRIPLE =
      new TokenTriple(
          "triple",
          new int[] {1, 2, 3},
          new int[] {1, 9, 8, 2, 7, 3},
          new int[] {20, 21},
          new int[] {30, 31, 32});

  @Test
  void bothLongArmsLearnTheSame() {
    float[] before = after();
    float[] apart = after(Arm.LONG_PAIR);
    float[] together = after(Arm.LONG_PAIR_IN_ONE_PASS);
    assertThat(apart[0]).isNotCloseTo(before[0], within(1e-4f));
    assertThat(apart).containsExactly(together, within(1e-6f));
  }

  @Test
  void theShortToLongArmLearnsSomethingElse() {
    assertThat(after(Arm.SHORT_TO_LONG)[0])
        .isNotCloseTo(after()[0], within(1e-4f))
        .isNotCloseTo(after(Arm.LONG_PAIR)[0], within(1e-6f));
  }

  /** Log-probabilities of a response after these steps. */
  private static float[] after(Arm... steps) {
    try (TorchPolicy policy = TorchPolicy.random(CONFIG, 3)) {
      for (Arm arm : steps) {
        arm.step(policy, TRIPLE);
      }
      TokenSequence sequence = new TokenSequence(TRIPLE.longPrompt(), TRIPLE.chosen());
      return policy.scorer().logProbs(List.of(sequence), new Cancellation()).get(0);
    }
  }
}
