package dev.longctx.onnx.internal.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.onnx.internal.tokenizer.TextTokenizer;
import dev.longctx.onnx.testing.Fixtures;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenTextTest {

  private static TextTokenizer tokenizer() {
    byte[] json = Fixtures.bytes(Fixtures.model("tiny-lm-plain").resolve("tokenizer.json"));
    return TextTokenizer.loadForPrompts(json, "tokenizer", List.of(), 320);
  }

  @Test
  void anyTokensHaveAText() {
    long seed = Long.getLong("longctx.seed", 7);
    Random random = new Random(seed);
    try (TextTokenizer tokenizer = tokenizer()) {
      TokenText texts = new TokenText("model", 320, tokenizer);
      for (int i = 0; i < 200; i++) {
        int[] ids = random.ints(random.nextInt(60), 0, 320).toArray();
        assertThat(texts.decode(ids)).as("seed " + seed).doesNotContain("<|im_end|>");
      }
    }
  }

  @Test
  void textsThatGrowBeyondTheLimitAreRefused() {
    try (TextTokenizer tokenizer = tokenizer()) {
      TokenText texts = new TokenText("model", 320, tokenizer, 3);
      int letter = tokenizer.encode("a").ids(0, 1)[0];
      assertThat(texts.decode(new int[] {letter, letter, letter})).isEqualTo("aaa");
      assertThatThrownBy(() -> texts.decode(new int[] {letter, letter, letter, letter}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected tokens of at most 3 characters together, found more");
    }
  }

  @Test
  void aModelWithoutTokenizerHasNoTexts() {
    assertThatThrownBy(() -> new TokenText("model", 9, null).decode(new int[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a model with a tokenizer for texts");
  }
}
