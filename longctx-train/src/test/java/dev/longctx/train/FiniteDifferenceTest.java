package dev.longctx.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.train.internal.torch.EngineSettings;
import dev.longctx.train.testing.FormulaWeights;
import dev.longctx.train.testing.Goldens;
import dev.longctx.train.testing.StoredTensors;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In double precision, where differences of a loss have digits enough. */
final class FiniteDifferenceTest {

  private static final float STEP = 0x1p-12f;
  private static final long SEED = 7;

  @ParameterizedTest
  @ValueSource(strings = {"llama", "qwen2", "qwen3"})
  void gradientsAreTheSlopesOfTheLoss(String family) {
    StoredTensors weights = FormulaWeights.of(Goldens.shape(family).tensors());
    StoredTensors gradient;
    try (TorchPolicy policy = open(family, weights)) {
      gradient = PolicyFixture.gradient(policy, true);
    }
    Random random = new Random(SEED);
    for (String name : List.copyOf(weights.names())) {
      float[] values = weights.values(name);
      int place = random.nextInt(values.length);
      double slope = slope(family, weights, values, place);
      assertThat((double) gradient.values(name)[place])
          .as("%s[%d], seed %d", name, place, SEED)
          .isCloseTo(slope, within(1e-5 * (1 + Math.abs(slope))));
    }
  }

  private static double slope(String family, StoredTensors weights, float[] values, int place) {
    float before = values[place];
    float above = before + STEP;
    float below = before - STEP;
    values[place] = above;
    double high = loss(family, weights);
    values[place] = below;
    double low = loss(family, weights);
    values[place] = before;
    return (high - low) / ((double) above - below);
  }

  private static double loss(String family, StoredTensors weights) {
    try (TorchPolicy policy = open(family, weights);
        ForwardPass pass = policy.forwardWithEntropies(Goldens.sequences())) {
      return dot(pass.logProbs(), Goldens.lists(Goldens.all().get("logp_upstream")))
          + dot(pass.entropies(), Goldens.lists(Goldens.all().get("entropy_upstream")));
    }
  }

  private static double dot(List<double[]> a, List<double[]> b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      for (int t = 0; t < a.get(i).length; t++) {
        sum += a.get(i)[t] * b.get(i)[t];
      }
    }
    return sum;
  }

  private static TorchPolicy open(String family, StoredTensors weights) {
    return PolicyFixture.open(
        family,
        weights,
        new EngineSettings(DataType.FLOAT64, EngineSettings.LOGITS_AT_ONCE, 1),
        ActivationCheckpointing.never());
  }
}
