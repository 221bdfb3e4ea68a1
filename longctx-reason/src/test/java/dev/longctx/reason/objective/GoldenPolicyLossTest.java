package dev.longctx.reason.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * An update of two groups of four responses against PyTorch 2 in doubles. Advantages are {@code (r
 * - r.mean()) / (r.std() + 1e-6)}, losses {@code torch.maximum(-A * rho, -A * torch.clamp(rho, 1 -
 * low, 1 + high)) + coefficient * kl - bonus * entropy}, aggregated by {@code mean()} of all tokens
 * or of the means of responses, gradients those of {@code backward()}.
 */
class GoldenPolicyLossTest {

  private static final double RELATIVE = 1e-9;
  private static final int[] LENGTHS = {3, 1, 4, 2, 2, 5, 1, 3};
  private static final double[][] REWARDS = {{1, 0, 0, 1}, {1, -0.5, 0, 0.75}};

  private static final PolicyLoss GRPO =
      PolicyLoss.builder()
          .aggregation(Aggregation.SEQUENCE_MEAN)
          .kl(new KlPenalty(KlEstimator.LOW_VARIANCE, 0.04))
          .entropyBonus(0.001)
          .build();
  private static final PolicyLoss DAPO =
      PolicyLoss.builder()
          .clipping(new Clipping(0.2, 0.28))
          .kl(new KlPenalty(KlEstimator.SQUARED, 0.05))
          .entropyBonus(0.01)
          .build();

  private static final double[] GRPO_GRADIENT = {
    0.000571588633641572,
    0.0001434480245479531,
    -0.04033143328485966,
    0.109548896869971,
    0.024487838533127644,
    0.02161585082339627,
    0.0002059122357359099,
    0.03352058952913562,
    -0.06022009374326817,
    -0.05507433303013169,
    -0.05839029352147337,
    -0.0515410025809629,
    -6.183654654535954e-05,
    0.0370309703235864,
    0.03407788966852461,
    0.03051169570169575,
    0.028088897282189232,
    0.04849840987026583,
    -0.02099951549342589,
    0.00035562023155574427,
    -0.031229959648745333
  };
  private static final double[] DAPO_GRADIENT = {
    0.0010000000000000002,
    -0.0501554278437202,
    -0.0461478301344655,
    0.04195351922795413,
    0.03017194443143259,
    0.03290668585386163,
    0.00042857142857142844,
    0.051030106411498626,
    -0.04556853451963638,
    -0.04192946414946366,
    -0.04454029134829733,
    -0.03907718388199677,
    -0.00014285714285714273,
    0.07051514498565531,
    0.0650020907522851,
    0.0580645963139382,
    0.053783949730019535,
    0.018490719062098426,
    -0.024047334263770537,
    0.0005714285714285715,
    -0.03572628858198474
  };

  private static double[] advantages() {
    return Arrays.stream(REWARDS)
        .flatMapToDouble(rewards -> Arrays.stream(GroupAdvantage.standardise(rewards)))
        .toArray();
  }

  private static double logProb(int token) {
    return -0.1 - 0.05 * ((7 * token) % 23);
  }

  private static double behaviour(int token) {
    return logProb(token) + 0.02 * ((5 * token) % 31 - 15);
  }

  /** One token is so far off that its estimate is cut. */
  private static double reference(int token) {
    return logProb(token) + (token == 4 ? 3 : 0.03 * ((11 * token) % 29 - 14));
  }

  private static double entropy(int token) {
    return 0.2 + 0.07 * ((3 * token) % 17);
  }

  private static List<SampledTokens> update() {
    List<SampledTokens> responses = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < LENGTHS.length; i++) {
      responses.add(response(first, first + LENGTHS[i], advantages()[i]));
      first += LENGTHS[i];
    }
    return responses;
  }

  private static SampledTokens response(int from, int to, double advantage) {
    return new SampledTokens(
        tokens(from, to, GoldenPolicyLossTest::logProb),
        tokens(from, to, GoldenPolicyLossTest::behaviour),
        tokens(from, to, GoldenPolicyLossTest::reference),
        tokens(from, to, GoldenPolicyLossTest::entropy),
        advantage);
  }

  private static double[] tokens(int from, int to, IntToDoubleFunction value) {
    return IntStream.range(from, to).mapToDouble(value).toArray();
  }

  private static List<TokenLoss> losses(PolicyLoss loss) {
    double[] weights = loss.aggregation().tokenWeights(LENGTHS);
    List<SampledTokens> update = update();
    return IntStream.range(0, LENGTHS.length)
        .mapToObj(i -> loss.of(update.get(i), weights[i]))
        .toList();
  }

  private static void assertClose(double found, double expected) {
    assertThat(found).isCloseTo(expected, within(RELATIVE * Math.abs(expected)));
  }

  private static void assertLoss(List<TokenLoss> parts, double value, double[] gradient) {
    assertClose(parts.stream().mapToDouble(TokenLoss::value).sum(), value);
    double[] slopes =
        parts.stream().flatMapToDouble(part -> Arrays.stream(part.logProbSlopes())).toArray();
    assertThat(slopes).hasSameSizeAs(gradient);
    for (int i = 0; i < slopes.length; i++) {
      assertClose(slopes[i], gradient[i]);
    }
  }

  /** The tokens of a response all have the same slope. */
  private static void assertEntropySlopes(List<TokenLoss> parts, double... ofResponses) {
    for (int i = 0; i < LENGTHS.length; i++) {
      assertThat(parts.get(i).entropySlopes()).hasSize(LENGTHS[i]);
      for (double slope : parts.get(i).entropySlopes()) {
        assertClose(slope, ofResponses[i]);
      }
    }
  }

  @Test
  void advantagesAreThoseOfPyTorch() {
    double[] expected = {
      0.8660239037870368, -0.8660239037870368, -0.8660239037870368, 0.8660239037870368,
      0.9986239783561803, -1.1801919744209404, -0.45391999016190016, 0.6354879862266603
    };
    for (int i = 0; i < expected.length; i++) {
      assertClose(advantages()[i], expected[i]);
    }
  }

  @Test
  void grpoWithKlAndEntropyBonusIsThatOfPyTorch() {
    List<TokenLoss> parts = losses(GRPO);
    assertLoss(parts, -0.010588115377889618, GRPO_GRADIENT);
    assertEntropySlopes(
        parts,
        -4.1666666666666665e-05,
        -0.000125,
        -3.125e-05,
        -6.25e-05,
        -6.25e-05,
        -2.5e-05,
        -0.000125,
        -4.1666666666666665e-05);
    assertThat(parts.stream().mapToInt(TokenLoss::clipped).sum()).isEqualTo(5);
    assertClose(parts.stream().mapToDouble(TokenLoss::referenceKl).sum(), 10.651170089883992);
  }

  @Test
  void dapoWithKlAndEntropyBonusIsThatOfPyTorch() {
    List<TokenLoss> parts = losses(DAPO);
    assertLoss(parts, 0.09423163934773457, DAPO_GRADIENT);
    double[] slopes = new double[LENGTHS.length];
    Arrays.fill(slopes, -0.0004761904761904762);
    assertEntropySlopes(parts, slopes);
    assertThat(parts.stream().mapToInt(TokenLoss::clipped).sum()).isEqualTo(4);
    assertClose(parts.stream().mapToDouble(TokenLoss::referenceKl).sum(), 5.15745);
  }

  @Test
  void whatBothMeasureIsThatOfPyTorch() {
    for (PolicyLoss loss : List.of(GRPO, DAPO)) {
      List<TokenLoss> parts = losses(loss);
      assertClose(parts.stream().mapToDouble(TokenLoss::entropy).sum(), 14.98);
      assertClose(parts.stream().mapToDouble(TokenLoss::behaviourKl).sum(), 0.3664986864372539);
    }
  }
}
