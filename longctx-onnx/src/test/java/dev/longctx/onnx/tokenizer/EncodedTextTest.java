package dev.longctx.onnx.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EncodedTextTest {

  @Test
  void copiesWhatItIsGivenAndWhatItGives() {
    int[] ids = {1, 2, 3};
    EncodedText tokens = EncodedText.of(ids, new int[] {0, 0, 2}, new int[] {1, 2, 2}, 1);
    ids[0] = 9;
    tokens.ids(0, 3)[1] = 9;
    assertThat(tokens.ids(0, 3)).containsExactly(1, 2, 3);
    assertThat(tokens.ids(1, 1)).isEmpty();
    assertThat(tokens.unknownTokens()).isEqualTo(1);
  }

  @Test
  void refusesRangesOutOfOrder() {
    int[] two = {1, 2};
    assertThatThrownBy(() -> EncodedText.of(two, new int[] {3, 2}, new int[] {4, 4}, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("token 1: expected a range from 3 on, found [2, 4)");
    assertThatThrownBy(() -> EncodedText.of(two, new int[] {0, 2}, new int[] {4, 1}, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EncodedText.of(two, new int[1], two, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesIndicesOutsideOfTheText() {
    EncodedText none = EncodedText.of(new int[0], new int[0], new int[0], 0);
    assertThatThrownBy(() -> none.id(0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> none.ids(0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
