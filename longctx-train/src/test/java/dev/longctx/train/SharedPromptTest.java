package dev.longctx.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.train.internal.batch.BlockCost;
import dev.longctx.train.internal.torch.EngineSettings;
import dev.longctx.train.testing.Goldens;
import dev.longctx.train.testing.StoredTensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passes that read a prompt once give what those give that read it once a sequence. */
final class SharedPromptTest {

  private static final long SEED = 23;
  private static final ActivationCheckpointing NEVER = ActivationCheckpointing.never();
  private static final ActivationCheckpointing ALWAYS = ActivationCheckpointing.always();
  private static final EngineSettings SINGLE = EngineSettings.single(1);

  @Test
  void theSequencesOfThisTestShareTheirPrompts() {
    DecoderConfig c = Goldens.config("llama");
    BlockCost cost =
        BlockCost.of(c.hidden(), c.heads(), c.keyValueHeads(), c.headSize(), c.intermediate());
    long[] blocks = new PassOptions(NEVER, true).arrange(sequences(), cost).blocks();
    assertThat(prefixes(blocks)).contains(20L, 7L, 12L, 25L, 0L);
  }

  private static List<Long> prefixes(long[] blocks) {
    return IntStream.range(0, blocks.length / 3).mapToObj(i -> blocks[3 * i + 2]).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "qwen2", "qwen3"})
  void logProbabilitiesEntropiesAndGradientsAreEqual(String family) {
    assertEqual(
        PolicyFixture.open(family, SINGLE, new PassOptions(NEVER, true)),
        PolicyFixture.open(family, SINGLE, new PassOptions(NEVER, false)),
        1e-5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "qwen2", "qwen3"})
  void theyAreInDoublePrecisionToo(String family) {
    EngineSettings precise = new EngineSettings(DataType.FLOAT64, EngineSettings.LOGITS_AT_ONCE, 1);
    assertEqual(
        PolicyFixture.open(family, precise, new PassOptions(NEVER, true)),
        PolicyFixture.open(family, precise, new PassOptions(NEVER, false)),
        1e-7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "qwen2", "qwen3"})
  void theyAreWhereLayersAreComputedTwice(String family) {
    assertEqual(
        PolicyFixture.open(family, SINGLE, new PassOptions(ALWAYS, true)),
        PolicyFixture.open(family, SINGLE, new PassOptions(NEVER, false)),
        1e-5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "qwen2", "qwen3"})
  void theyAreWithLowRankAdapters(String family) {
    for (ActivationCheckpointing rule : List.of(NEVER, ALWAYS)) {
      assertEqual(
          PolicyFixture.adapted(family, new PassOptions(rule, true)),
          PolicyFixture.adapted(family, new PassOptions(rule, false)),
          1e-5);
    }
  }

  @Test
  void withoutEqualPromptsBitsAreTheSame() {
    try (TorchPolicy sharing = PolicyFixture.open("qwen3", SINGLE, new PassOptions(NEVER, true));
        TorchPolicy plain = PolicyFixture.single("qwen3")) {
      StoredTensors found = PolicyFixture.gradient(sharing, true);
      StoredTensors expected = PolicyFixture.gradient(plain, true);
      for (String name : expected.names()) {
        assertThat(found.values(name)).as(name).containsExactly(expected.values(name));
      }
    }
  }

  /** Groups of unequal lengths, one of single tokens, one with an empty response, and others. */
  private static List<TokenSequence> sequences() {
    Random random = new Random(SEED);
    List<TokenSequence> all = new ArrayList<>();
    int[][] groups = {{20, 1, 9, 4, 9}, {7, 3, 1}, {12, 1, 1, 1}, {25, 6, 0, 5}, {5, 6}, {30, 2}};
    for (int[] group : groups) {
      int[] prompt = tokens(random, group[0]);
      for (int i = 1; i < group.length; i++) {
        all.add(new TokenSequence(prompt, tokens(random, group[i])));
      }
    }
    Collections.shuffle(all, random);
    return all;
  }

  private static int[] tokens(Random random, int count) {
    return random.ints(count, 0, 61).toArray();
  }

  private static void assertEqual(TorchPolicy sharing, TorchPolicy plain, double relative) {
    List<TokenSequence> sequences = sequences();
    try (sharing;
        plain;
        ForwardPass found = sharing.forwardWithEntropies(sequences);
        ForwardPass expected = plain.forwardWithEntropies(sequences)) {
      assertClose(found.logProbs(), expected.logProbs(), relative);
      assertClose(found.entropies(), expected.entropies(), relative);
      List<double[]> byLogProbs = slopes(sequences, 1);
      List<double[]> byEntropies = slopes(sequences, 2);
      found.backward(byLogProbs, byEntropies);
      expected.backward(byLogProbs, byEntropies);
      assertClose(
          sharing.gradients(StoredTensors::copyOf),
          plain.gradients(StoredTensors::copyOf),
          relative);
    }
  }

  private static List<double[]> slopes(List<TokenSequence> sequences, long seed) {
    Random random = new Random(seed);
    return sequences.stream()
        .map(one -> random.doubles(one.response().length, -1, 1).toArray())
        .toList();
  }

  private static void assertClose(List<double[]> found, List<double[]> expected, double absolute) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i))
          .as("sequence %d, seed %d", i, SEED)
          .containsExactly(expected.get(i), within(absolute));
    }
  }

  private static void assertClose(StoredTensors found, StoredTensors expected, double relative) {
    assertThat(found.names()).isEqualTo(expected.names());
    for (String name : expected.names()) {
      float[] a = found.values(name);
      float[] b = expected.values(name);
      double difference = 0;
      double norm = 0;
      for (int i = 0; i < b.length; i++) {
        difference += Math.pow((double) a[i] - b[i], 2);
        norm += Math.pow(b[i], 2);
      }
      assertThat(norm).as(name).isPositive();
      assertThat(Math.sqrt(difference / norm)).as(name).isLessThan(relative);
    }
  }
}
