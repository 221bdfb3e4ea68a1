package dev.longctx.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.train.testing.Goldens;
import dev.longctx.train.testing.StoredTensors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GoldenGradientTest {

  private static final double RELATIVE = 1e-4;

  @ParameterizedTest
  @ValueSource(strings = {"llama", "qwen2", "qwen3"})
  void givesLogProbabilitiesAndEntropiesOfTheReference(String family) {
    try (TorchPolicy policy = PolicyFixture.single(family);
        ForwardPass pass = policy.forwardWithEntropies(Goldens.sequences())) {
      assertClose(pass.logProbs(), Goldens.family(family).get("logps"));
      assertClose(pass.entropies(), Goldens.family(family).get("entropies"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "qwen2", "qwen3"})
  void givesTheGradientsOfTheReference(String family) {
    try (TorchPolicy policy = PolicyFixture.single(family)) {
      assertClose(PolicyFixture.gradient(policy, false), Goldens.family(family).get("gradients"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "qwen2", "qwen3"})
  void givesTheGradientsOfEntropiesToo(String family) {
    try (TorchPolicy policy = PolicyFixture.single(family)) {
      assertClose(
          PolicyFixture.gradient(policy, true),
          Goldens.family(family).get("gradients_with_entropies"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "qwen2", "qwen3"})
  void givesTheGradientsOfAdapters(String family) {
    for (ActivationCheckpointing rule :
        List.of(ActivationCheckpointing.never(), ActivationCheckpointing.always())) {
      try (TorchPolicy policy = PolicyFixture.adapted(family, rule)) {
        try (ForwardPass pass = policy.forward(Goldens.sequences())) {
          assertClose(pass.logProbs(), Goldens.family(family).get("adapted_logps"));
        }
        assertClose(
            PolicyFixture.gradient(policy, false), Goldens.family(family).get("adapter_gradients"));
      }
    }
  }

  private static void assertClose(List<double[]> found, JsonNode expected) {
    List<double[]> goldens = Goldens.lists(expected);
    assertThat(found).hasSameSizeAs(goldens);
    for (int i = 0; i < goldens.size(); i++) {
      assertThat(found.get(i)).containsExactly(goldens.get(i), within(1e-4));
    }
  }

  private static void assertClose(StoredTensors found, JsonNode expected) {
    assertThat(found.names()).hasSize(expected.size());
    for (Map.Entry<String, JsonNode> entry : expected.properties()) {
      float[] gradient = found.values(entry.getKey());
      double norm = entry.getValue().get("norm").asDouble();
      double largest = RELATIVE * norm;
      assertThat(norm(gradient)).as(entry.getKey()).isCloseTo(norm, within(largest));
      for (int i = 0; i < 5; i++) {
        assertThat((double) gradient[i * (gradient.length - 1) / 4])
            .as(entry.getKey())
            .isCloseTo(entry.getValue().get("values").get(i).asDouble(), within(largest));
      }
    }
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }
}
