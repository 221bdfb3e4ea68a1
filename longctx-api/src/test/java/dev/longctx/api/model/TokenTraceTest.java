package dev.longctx.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class TokenTraceTest {

  @Test
  void copiesItsArraysIn() {
    int[] ids = {1, 2};
    float[] logProbs = {-0.5f, -1};
    TokenTrace trace = TokenTrace.of(ids, logProbs);
    TokenTrace bare = TokenTrace.of(ids);
    ids[0] = 9;
    logProbs[0] = 9;
    assertThat(trace.ids()).containsExactly(1, 2);
    assertThat(trace.logProbs()).containsExactly(-0.5f, -1);
    assertThat(bare.ids()).containsExactly(1, 2);
  }

  @Test
  void copiesItsArraysOut() {
    TokenTrace trace = TokenTrace.of(new int[] {1}, new float[] {-1});
    trace.ids()[0] = 9;
    trace.logProbs()[0] = 9;
    assertThat(trace.ids()).containsExactly(1);
    assertThat(trace.logProbs()).containsExactly(-1);
  }

  @Test
  void mayKnowOnlyTheNumber() {
    TokenTrace trace = TokenTrace.counted(12);
    assertThat(trace.size()).isEqualTo(12);
    assertThat(trace.ids()).isEmpty();
    assertThat(trace.logProbs()).isEmpty();
  }

  @Test
  void mayLackLogProbabilities() {
    TokenTrace trace = TokenTrace.of(new int[] {1, 2, 3});
    assertThat(trace.size()).isEqualTo(3);
    assertThat(trace.logProbs()).isEmpty();
  }

  @Test
  void refusesLogProbabilitiesThatAreNotOneAToken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenTrace.of(new int[] {1, 2}, new float[] {-1}))
        .withMessage("logProbs: expected one for each of 2 tokens, found 1");
  }

  @Test
  void refusesANegativeNumberAndNulls() {
    assertThatIllegalArgumentException().isThrownBy(() -> TokenTrace.counted(-1));
    assertThatNullPointerException().isThrownBy(() -> TokenTrace.of(null));
    assertThatNullPointerException().isThrownBy(() -> TokenTrace.of(null, new float[0]));
    assertThatNullPointerException().isThrownBy(() -> TokenTrace.of(new int[0], null));
  }

  @Test
  void printsOnlyTheNumber() {
    assertThat(TokenTrace.of(new int[] {77})).hasToString("TokenTrace[1 tokens]");
  }
}
