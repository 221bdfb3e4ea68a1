package dev.longctx.onnx.internal.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.Sampling;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {

  private static final int DRAWS = 20_000;

  @Test
  void greedyTakesTheLikeliestAndOfEqualsTheFirst() {
    float[] logits = {1, 5, 5, -2};
    assertThat(choose(logits, Sampling.greedy())).isEqualTo(1);
    assertThat(logits).containsExactly(1, 5, 5, -2);
  }

  @Test
  void thePenaltyMovesSeenTokensTowardsUnlikely() {
    BitSet seen = new BitSet();
    seen.set(0);
    Sampling penalty = Sampling.builder().repetitionPenalty(2).build();
    SplittableRandom random = new SplittableRandom(1);
    // 4 / 2 = 2 is below 3; -1 * 2 = -2 is below -1.5.
    assertThat(new Sampler(2).choose(new float[] {4, 3}, penalty, seen, random)).isEqualTo(1);
    float[] negative = {-1, -1.5f, -9};
    assertThat(new Sampler(3).choose(negative, penalty, seen, random)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1;0;1;0",
        "0.5;0;1;0",
        "2;3;1;0",
        "1;0;0.6;0",
        "1;0;1;0.2",
        "0.8;6;0.9;0.05",
        "1;1;1;0",
        "1;0;0.0001;0",
        "1;0;1;1"
      })
  void drawsWithTheProbabilitiesThatTheFiltersLeave(String settings) {
    String[] parts = settings.split(";", -1);
    Sampling sampling =
        Sampling.builder()
            .temperature(Double.parseDouble(parts[0]))
            .topK(Integer.parseInt(parts[1]))
            .topP(Double.parseDouble(parts[2]))
            .minP(Double.parseDouble(parts[3]))
            .build();
    float[] logits = {0.5f, 2, -1, 2, 1.2f, 0, -4, 1.7f};
    Map<Integer, Double> expected = expected(logits, sampling);
    Map<Integer, Integer> drawn = new TreeMap<>();
    Sampler sampler = new Sampler(logits.length);
    SplittableRandom random = new SplittableRandom(17);
    for (int i = 0; i < DRAWS; i++) {
      drawn.merge(sampler.choose(logits, sampling, new BitSet(), random), 1, Integer::sum);
    }
    assertThat(expected.keySet()).containsAll(drawn.keySet());
    expected.forEach(
        (id, share) ->
            assertThat(drawn.getOrDefault(id, 0) / (double) DRAWS).isCloseTo(share, within(0.015)));
  }

  /** The filters one after another, on a sorted list. */
  private static Map<Integer, Double> expected(float[] logits, Sampling sampling) {
    List<Map.Entry<Integer, Double>> left = new ArrayList<>();
    for (int id = 0; id < logits.length; id++) {
      left.add(Map.entry(id, Math.exp(logits[id] / sampling.temperature())));
    }
    left.sort(Comparator.comparing((Map.Entry<Integer, Double> each) -> -each.getValue()));
    if (sampling.topK() > 0) {
      left = left.subList(0, sampling.topK());
    }
    double mass = sum(left);
    int head = 0;
    for (double sum = 0;
        head < left.size() && (head == 0 || sum < sampling.topP() * mass);
        head++) {
      sum += left.get(head).getValue();
    }
    double largest = left.get(0).getValue();
    left =
        left.subList(0, head).stream()
            .filter(each -> each.getValue() >= sampling.minP() * largest)
            .toList();
    double all = sum(left);
    Map<Integer, Double> probabilities = new TreeMap<>();
    left.forEach(each -> probabilities.put(each.getKey(), each.getValue() / all));
    return probabilities;
  }

  private static double sum(List<Map.Entry<Integer, Double>> weights) {
    return weights.stream().mapToDouble(Map.Entry::getValue).sum();
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void whatIsNoNumberIsAnError(float bad) {
    for (Sampling sampling : List.of(Sampling.greedy(), Sampling.qwenLongL1())) {
      assertThatThrownBy(() -> choose(new float[] {0, bad, 1}, sampling))
          .isInstanceOfSatisfying(
              GenerationException.class,
              e -> assertThat(e.reason()).isEqualTo(GenerationException.Reason.NOT_A_NUMBER));
    }
    float[] none = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
    assertThatThrownBy(() -> choose(none, Sampling.greedy()))
        .isInstanceOf(GenerationException.class);
  }

  @Test
  void ruledOutTokensAreNeverDrawn() {
    float[] logits = {Float.NEGATIVE_INFINITY, 0, Float.NEGATIVE_INFINITY, 0};
    Sampler sampler = new Sampler(4);
    SplittableRandom random = new SplittableRandom(2);
    Sampling plain = Sampling.builder().temperature(100).build();
    for (int i = 0; i < 1_000; i++) {
      assertThat(sampler.choose(logits, plain, new BitSet(), random)).isIn(1, 3);
    }
  }

  private static int choose(float[] logits, Sampling sampling) {
    return new Sampler(logits.length)
        .choose(logits, sampling, new BitSet(), new SplittableRandom(1));
  }
}
