package dev.longctx.onnx.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.ModelException;
import dev.longctx.api.model.ChatMessage;
import dev.longctx.api.model.Prompt;
import dev.longctx.onnx.lm.CausalLmOptions;
import dev.longctx.onnx.lm.OnnxCausalLm;
import dev.longctx.onnx.testing.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HuggingFaceTokenizerTest {

  private static final Path WORDS = Fixtures.tokenizerDirectory("words");
  private static final List<Prompt> PROMPTS =
      List.of(
          Prompt.text("We the People <|im_end|> (第一句话)"),
          Prompt.chat(ChatMessage.system("Answer briefly."), ChatMessage.user("Who? <|im_start|>")),
          Prompt.tokens(1, 2, 3));

  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-dynamic-int8", "tiny-lm-fp16", "tiny-lm-plain"})
  void givesWhatAModelFromTheSameDirectoryGives(String name) {
    Map<String, Object> variables = Map.of("enable_thinking", false);
    CausalLmOptions options = CausalLmOptions.builder().templateVariables(variables).build();
    Path directory = Fixtures.model(name);
    try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.open(directory, variables);
        OnnxCausalLm model = OnnxCausalLm.load(directory, options)) {
      PROMPTS.forEach(
          prompt -> assertThat(tokenizer.encode(prompt)).isEqualTo(model.encode(prompt)));
      String response = "<think>so</think> it is";
      int[] ids = tokenizer.encodeResponse(response);
      assertThat(ids).isEqualTo(model.encodeResponse(response));
      assertThat(tokenizer.decode(ids)).isEqualTo(model.decode(ids)).isEqualTo(response);
      assertThat(tokenizer.encode(response)).isEqualTo(model.encode(response));
      assertThat(tokenizer.tokenCounter().count(response)).isEqualTo(model.encode(response).length);
    }
  }

  @Test
  void readsVocabularyAndEndTokensOfTheConfiguration() {
    Path directory = Fixtures.model("tiny-lm-dynamic-int8");
    try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.open(directory);
        OnnxCausalLm model = OnnxCausalLm.load(directory)) {
      assertThat(tokenizer.vocabulary()).isEqualTo(320);
      assertThat(tokenizer.endTokens()).hasSize(2).isEqualTo(model.endTokens());
    }
  }

  @Test
  void wholeWordsComeBackJoinedByBlanks() {
    try (HuggingFaceTokenizer words = HuggingFaceTokenizer.open(WORDS)) {
      String text = "Ada lives in Rome . Ben works in Oslo .";
      int[] ids = words.encode(text);
      assertThat(ids).containsExactly(3, 5, 7, 8, 10, 4, 6, 7, 9, 10);
      assertThat(words.decode(ids)).isEqualTo(text);
      assertThat(words.encodeResponse("Rome .")).containsExactly(8, 10);
      assertThat(words.endTokens()).containsExactly(1);
      assertThat(words.vocabulary()).isEqualTo(14);
    }
  }

  @Test
  void theEndTokenIsNeitherReadFromTextsNorWritten() {
    try (HuggingFaceTokenizer words = HuggingFaceTokenizer.open(WORDS)) {
      assertThat(words.encode("Rome . <eos>")).containsExactly(8, 10, 2);
      assertThat(words.decode(new int[] {8, 10, 1})).isEqualTo("Rome .");
      assertThat(words.decode(new int[0])).isEmpty();
    }
  }

  @Test
  void refusesTokensOutsideTheVocabulary() {
    try (HuggingFaceTokenizer words = HuggingFaceTokenizer.open(WORDS)) {
      for (int id : new int[] {-1, 14}) {
        assertThatThrownBy(() -> words.decode(new int[] {3, id}))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("expected tokens from 0 to 13, found " + id);
      }
    }
  }

  @Test
  void refusesADirectoryWithoutATokenizerAndOneThatContradictsItself(@TempDir Path directory)
      throws IOException {
    assertThatThrownBy(() -> HuggingFaceTokenizer.open(directory))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("tokenizer.json");
    Files.copy(WORDS.resolve("tokenizer.json"), directory.resolve("tokenizer.json"));
    refuses(directory, "config.json", "{\"vocab_size\": 9}", "below the vocabulary of 9, found 13");
    refuses(directory, "config.json", "{\"vocab_size\": \"9\"}", "vocab_size");
    refuses(directory, "config.json", "{\"eos_token_id\": 99}", "eos_token_id, found 99");
    Files.delete(directory.resolve("config.json"));
    refuses(directory, "tokenizer_config.json", "{\"eos_token\": \"</s>\"}", "token </s>");
    refuses(directory, "tokenizer_config.json", "[]", "expected a JSON object");
  }

  private static void refuses(Path directory, String file, String content, String message)
      throws IOException {
    Files.write(directory.resolve(file), content.getBytes(UTF_8));
    assertThatThrownBy(() -> HuggingFaceTokenizer.open(directory))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(message);
  }

  @Test
  void isUselessOnceClosed() {
    HuggingFaceTokenizer words = HuggingFaceTokenizer.open(WORDS);
    words.close();
    words.close();
    assertThatThrownBy(() -> words.encode("Ada")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> words.decode(new int[] {3}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
  }
}
