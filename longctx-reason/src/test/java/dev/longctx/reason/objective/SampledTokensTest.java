package dev.longctx.reason.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampledTokensTest {

  private static final double[] TWO = {-1, -2};
  private static final double[] THREE = {-1, -2, -3};
  private static final double[] BROKEN = {-1, Double.NEGATIVE_INFINITY};

  static Stream<ThrowingCallable> wrong() {
    return Stream.of(
        () -> new SampledTokens(TWO, THREE, null, null, 1),
        () -> new SampledTokens(TWO, TWO, THREE, null, 1),
        () -> new SampledTokens(TWO, TWO, null, THREE, 1),
        () -> new SampledTokens(BROKEN, TWO, null, null, 1),
        () -> new SampledTokens(TWO, BROKEN, null, null, 1),
        () -> new SampledTokens(TWO, TWO, BROKEN, null, 1),
        () -> new SampledTokens(TWO, TWO, null, BROKEN, 1),
        () -> new SampledTokens(TWO, TWO, null, null, Double.NaN));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refusesOtherLengthsAndNumbersThatAreNone(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(": expected ")
        .hasMessageContaining("found ");
  }

  @Test
  void nothingChangesFromOutside() {
    double[] given = {-1, -2};
    SampledTokens tokens = new SampledTokens(given, given, given, given, 1);
    given[0] = 5;
    tokens.logProbs()[0] = 5;
    tokens.behaviour()[0] = 5;
    tokens.reference()[0] = 5;
    tokens.entropies()[0] = 5;
    assertThat(tokens.logProbs()).containsExactly(-1, -2);
    assertThat(tokens.behaviour()).containsExactly(-1, -2);
    assertThat(tokens.reference()).containsExactly(-1, -2);
    assertThat(tokens.entropies()).containsExactly(-1, -2);
  }

  @Test
  void theLossDoesNotChangeEither() {
    double[] given = {1};
    TokenLoss loss = new TokenLoss(0, given, given, 0, 0, 0, 0);
    given[0] = 5;
    loss.logProbSlopes()[0] = 5;
    loss.entropySlopes()[0] = 5;
    assertThat(loss.logProbSlopes()).containsExactly(1);
    assertThat(loss.entropySlopes()).containsExactly(1);
  }
}
