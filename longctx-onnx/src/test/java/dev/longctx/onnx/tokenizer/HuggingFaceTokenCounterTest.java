package dev.longctx.onnx.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.testing.Fixtures;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HuggingFaceTokenCounterTest {

  private static HuggingFaceTokenCounter load(String critic) {
    return HuggingFaceTokenCounter.load(Fixtures.critic(critic).resolve("tokenizer.json"));
  }

  @Test
  void countsAsTheTokenizerDoes() {
    try (HuggingFaceTokenCounter counter = load("tiny-cprs")) {
      for (JsonNode golden : Fixtures.golden("tiny-cprs").get("texts")) {
        assertThat(counter.count(golden.get("text").asText())).isEqualTo(golden.get("ids").size());
      }
      assertThat(counter.count("")).isZero();
      assertThat(counter.count("\uD83D\0\uDE00")).isPositive();
    }
  }

  @Test
  void countsControlTokensInATextAsText() {
    try (HuggingFaceTokenCounter counter = load("tiny-cprs")) {
      assertThat(counter.count("<|im_start|>")).isGreaterThan(1);
    }
  }

  @Test
  void refusesCountsAfterClose() {
    HuggingFaceTokenCounter counter = load("tiny-cprs");
    counter.close();
    counter.close();
    assertThatThrownBy(() -> counter.count("a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("token counter is closed");
  }

  @Test
  void refusesAFileThatIsMissing() {
    assertThatThrownBy(() -> HuggingFaceTokenCounter.load(Path.of("absent.json")))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("absent.json: expected a readable file, found ");
  }
}
