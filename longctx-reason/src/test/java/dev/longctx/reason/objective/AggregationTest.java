package dev.longctx.reason.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AggregationTest {

  private static final int[] LENGTHS = {3, 1, 0, 6};
  private static final Offset<Double> TINY = within(1e-12);

  private final SplittableRandom random = new SplittableRandom(Responses.SEED);

  private static PolicyLoss loss(Aggregation aggregation) {
    return PolicyLoss.builder()
        .aggregation(aggregation)
        .kl(new KlPenalty(KlEstimator.LOW_VARIANCE, 0.1))
        .entropyBonus(0.01)
        .build();
  }

  private static double total(PolicyLoss loss, List<SampledTokens> responses) {
    double[] weights = loss.aggregation().tokenWeights(lengths(responses));
    return IntStream.range(0, weights.length)
        .mapToDouble(i -> loss.of(responses.get(i), weights[i]).value())
        .sum();
  }

  private static int[] lengths(List<SampledTokens> responses) {
    return responses.stream().mapToInt(SampledTokens::size).toArray();
  }

  private List<SampledTokens> responses() {
    return Arrays.stream(LENGTHS).mapToObj(size -> Responses.random(random, size)).toList();
  }

  /** The sum over a response's tokens of their losses, from the formula. */
  private static double sum(SampledTokens response) {
    double sum = 0;
    for (int i = 0; i < response.size(); i++) {
      double ratio = Math.exp(response.logProbs()[i] - response.behaviour()[i]);
      double bounded = Math.min(Math.max(ratio, 0.8), 1.2);
      double d = response.reference()[i] - response.logProbs()[i];
      double advantage = response.advantage();
      sum += Math.max(-advantage * ratio, -advantage * bounded);
      sum += 0.1 * Math.min(10, Math.exp(d) - d - 1) - 0.01 * response.entropies()[i];
    }
    return sum;
  }

  @Test
  void weighsTokensOfASequenceByItsLength() {
    assertThat(Aggregation.SEQUENCE_MEAN.tokenWeights(LENGTHS))
        .containsExactly(1.0 / 12, 1.0 / 4, 0, 1.0 / 24);
  }

  @Test
  void weighsAllTokensAlike() {
    assertThat(Aggregation.TOKEN_MEAN.tokenWeights(LENGTHS)).containsExactly(0.1, 0.1, 0, 0.1);
  }

  @Test
  void theMeanOverSequencesIsThatOfTheFormula() {
    List<SampledTokens> responses = responses();
    double expected =
        responses.stream().filter(r -> r.size() > 0).mapToDouble(r -> sum(r) / r.size()).sum() / 4;
    assertThat(total(loss(Aggregation.SEQUENCE_MEAN), responses))
        .as("seed %d", Responses.SEED)
        .isCloseTo(expected, TINY);
  }

  @Test
  void theMeanOverTokensIsThatOfTheFormula() {
    List<SampledTokens> responses = responses();
    double expected = responses.stream().mapToDouble(AggregationTest::sum).sum() / 10;
    assertThat(total(loss(Aggregation.TOKEN_MEAN), responses))
        .as("seed %d", Responses.SEED)
        .isCloseTo(expected, TINY);
  }

  @ParameterizedTest
  @EnumSource
  void thePartsOfAnUpdateAddUpToTheWhole(Aggregation aggregation) {
    List<SampledTokens> responses = responses();
    PolicyLoss loss = loss(aggregation);
    double[] weights = aggregation.tokenWeights(lengths(responses));
    double first = loss.of(responses.get(0), weights[0]).value();
    double rest =
        loss.of(responses.get(3), weights[3]).value()
            + loss.of(responses.get(1), weights[1]).value();
    assertThat(first + rest).as("seed %d", Responses.SEED).isCloseTo(total(loss, responses), TINY);
  }

  @ParameterizedTest
  @EnumSource
  void theTokensOfAResponseMayBeSplitToo(Aggregation aggregation) {
    SampledTokens whole = Responses.random(random, 5);
    double weight = aggregation.tokenWeights(new int[] {5, 2})[0];
    PolicyLoss loss = loss(aggregation);
    TokenLoss head = loss.of(part(whole, 0, 2), weight);
    TokenLoss tail = loss.of(part(whole, 2, 5), weight);
    TokenLoss all = loss.of(whole, weight);
    assertThat(head.value() + tail.value()).isCloseTo(all.value(), TINY);
    assertThat(head.behaviourKl() + tail.behaviourKl()).isCloseTo(all.behaviourKl(), TINY);
    assertThat(head.referenceKl() + tail.referenceKl()).isCloseTo(all.referenceKl(), TINY);
    assertThat(head.entropy() + tail.entropy()).isCloseTo(all.entropy(), TINY);
    assertThat(head.clipped() + tail.clipped()).isEqualTo(all.clipped());
  }

  private static SampledTokens part(SampledTokens whole, int from, int to) {
    return new SampledTokens(
        Arrays.copyOfRange(whole.logProbs(), from, to),
        Arrays.copyOfRange(whole.behaviour(), from, to),
        Arrays.copyOfRange(whole.reference(), from, to),
        Arrays.copyOfRange(whole.entropies(), from, to),
        whole.advantage());
  }

  @ParameterizedTest
  @EnumSource
  void anUpdateOfEmptyResponsesHasNoWeights(Aggregation aggregation) {
    assertThat(aggregation.tokenWeights(new int[] {0, 0})).containsExactly(0, 0);
  }

  @Test
  void countsMoreTokensThanAnIntHolds() {
    int[] lengths = {Integer.MAX_VALUE, Integer.MAX_VALUE};
    assertThat(Aggregation.TOKEN_MEAN.tokenWeights(lengths)).containsOnly(0.5 / Integer.MAX_VALUE);
    assertThat(Aggregation.SEQUENCE_MEAN.tokenWeights(lengths))
        .containsOnly(0.5 / Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @EnumSource
  void refusesAnUpdateWithoutResponsesAndNegativeLengths(Aggregation aggregation) {
    assertThatThrownBy(() -> aggregation.tokenWeights(new int[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lengths: expected at least one, found none");
    assertThatThrownBy(() -> aggregation.tokenWeights(new int[] {2, -1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lengths: expected at least 0, found -1");
  }
}
