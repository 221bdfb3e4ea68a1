package dev.longctx.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class TokenSequenceTest {

  @Test
  void copiesItsArraysIn() {
    int[] prompt = {1, 2};
    int[] response = {3};
    TokenSequence sequence = new TokenSequence(prompt, response);
    prompt[0] = 9;
    response[0] = 9;
    assertThat(sequence.prompt()).containsExactly(1, 2);
    assertThat(sequence.response()).containsExactly(3);
  }

  @Test
  void copiesItsArraysOut() {
    TokenSequence sequence = new TokenSequence(new int[] {1}, new int[] {2});
    sequence.prompt()[0] = 9;
    sequence.response()[0] = 9;
    assertThat(sequence.prompt()).containsExactly(1);
    assertThat(sequence.response()).containsExactly(2);
  }

  @Test
  void needsAPromptButNoResponse() {
    assertThat(new TokenSequence(new int[] {1}, new int[0]).response()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenSequence(new int[0], new int[] {1}))
        .withMessage("prompt: expected at least one token, found none");
    assertThatNullPointerException().isThrownBy(() -> new TokenSequence(null, new int[0]));
    assertThatNullPointerException().isThrownBy(() -> new TokenSequence(new int[] {1}, null));
  }

  @Test
  void printsOnlyTheNumbers() {
    assertThat(new TokenSequence(new int[] {77}, new int[] {88, 99}))
        .hasToString("TokenSequence[1 + 2 tokens]");
  }
}
