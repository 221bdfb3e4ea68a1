package dev.longctx.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.train.testing.Goldens;
import dev.longctx.train.testing.StoredTensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to compute that must agree: what differs is memory and speed. */
final class EquivalentPathsTest {

  private static final long SEED = 11;

  @ParameterizedTest
  @ValueSource(strings = {"llama", "qwen2", "qwen3"})
  void layersThatAreComputedTwiceGiveTheSameGradients(String family) {
    try (TorchPolicy kept = PolicyFixture.single(family);
        TorchPolicy recomputed = PolicyFixture.recomputing(family)) {
      StoredTensors expected = PolicyFixture.gradient(kept, true);
      assertClose(PolicyFixture.gradient(recomputed, true), expected, 1e-6);
    }
  }

  @Test
  void aHeadInPiecesGivesTheSameGradients() {
    try (TorchPolicy whole = PolicyFixture.single("llama");
        TorchPolicy pieces = PolicyFixture.withLogitsAtOnce("llama", 200);
        TorchPolicy rows = PolicyFixture.withLogitsAtOnce("llama", 1)) {
      StoredTensors expected = PolicyFixture.gradient(whole, true);
      assertClose(PolicyFixture.gradient(pieces, true), expected, 1e-6);
      assertClose(PolicyFixture.gradient(rows, true), expected, 1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "qwen2", "qwen3"})
  void gradientsOfPartsAddUpToThatOfTheWhole(String family) {
    List<TokenSequence> sequences = Goldens.sequences();
    List<double[]> upstream = Goldens.lists(Goldens.all().get("logp_upstream"));
    try (TorchPolicy whole = PolicyFixture.single(family);
        TorchPolicy parts = PolicyFixture.single(family)) {
      for (int i = 0; i < sequences.size(); i++) {
        try (ForwardPass pass = parts.forward(sequences.subList(i, i + 1))) {
          pass.backward(upstream.subList(i, i + 1));
        }
      }
      assertClose(
          parts.gradients(StoredTensors::copyOf), PolicyFixture.gradient(whole, false), 1e-6);
    }
  }

  @Test
  void passesThatAreOpenAtOnceDoNotDisturbOneAnother() {
    List<TokenSequence> sequences = Goldens.sequences();
    List<double[]> upstream = Goldens.lists(Goldens.all().get("logp_upstream"));
    for (boolean recompute : new boolean[] {false, true}) {
      try (TorchPolicy whole = PolicyFixture.single("qwen3");
          TorchPolicy parts =
              recompute ? PolicyFixture.recomputing("qwen3") : PolicyFixture.single("qwen3");
          ForwardPass first = parts.forward(sequences.subList(0, 2));
          ForwardPass second = parts.forward(sequences.subList(2, 5))) {
        second.backward(upstream.subList(2, 5));
        first.backward(upstream.subList(0, 2));
        assertClose(
            parts.gradients(StoredTensors::copyOf), PolicyFixture.gradient(whole, false), 1e-6);
      }
    }
  }

  @Test
  void companyDoesNotChangeALogProbability() {
    Random random = new Random(SEED);
    List<TokenSequence> sequences = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      sequences.add(
          new TokenSequence(tokens(random, 1 + random.nextInt(30)), tokens(random, i % 20)));
    }
    try (TorchPolicy policy = PolicyFixture.single("qwen2");
        ForwardPass together = policy.forward(sequences)) {
      List<float[]> scores = policy.scorer().logProbs(sequences, new Cancellation());
      for (int i = 0; i < sequences.size(); i++) {
        try (ForwardPass alone = policy.forward(sequences.subList(i, i + 1))) {
          double[] expected = alone.logProbs().get(0);
          assertThat(together.logProbs().get(i))
              .as("sequence %d, seed %d", i, SEED)
              .containsExactly(expected, within(1e-5));
          assertThat(scores.get(i)).hasSameSizeAs(expected);
          for (int t = 0; t < expected.length; t++) {
            assertThat((double) scores.get(i)[t]).isCloseTo(expected[t], within(1e-5));
          }
        }
      }
    }
  }

  private static int[] tokens(Random random, int count) {
    return random.ints(count, 0, 61).toArray();
  }

  private static void assertClose(StoredTensors found, StoredTensors expected, double relative) {
    assertThat(found.names()).isEqualTo(expected.names());
    for (String name : expected.names()) {
      float[] values = expected.values(name);
      float largest = 0;
      for (float value : values) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertThat(found.values(name))
          .as(name)
          .containsExactly(values, within((float) (relative * largest + 1e-12)));
    }
  }
}
