package dev.longctx.onnx.internal.lm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.model.Prompt;
import dev.longctx.onnx.internal.template.ChatPrompt;
import dev.longctx.onnx.internal.tokenizer.TextTokenizer;
import dev.longctx.onnx.testing.Fixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PromptEncoderTest {

  private static final int NEWLINE = 198;
  private static final int START = 316;
  private static final int END = 317;

  @Test
  void controlTokensTakeTheWhiteSpaceThatTheyAskFor() {
    int[] plain = chat(tiny(root -> {}), "hi");
    int[] after = chat(tiny(root -> set(root, "<|im_end|>", "rstrip")), "hi");
    int[] before = chat(tiny(root -> set(root, "<|im_end|>", "lstrip")), "hi \n ");
    assertThat(plain).containsSequence(END, NEWLINE, START);
    assertThat(after).containsSequence(END, START);
    assertThat(before).isEqualTo(plain);
  }

  @Test
  void variablesReachTheTemplate() {
    String template = "{{ '<|im_start|>' }}{% if enable_thinking %}think{% endif %}";
    try (TextTokenizer tokenizer = load(tiny(root -> {}))) {
      ChatPrompt chats =
          ChatPrompt.of(
              "{}".getBytes(UTF_8), "config", template, "template", List.of("<|im_start|>"));
      PromptEncoder thinking =
          new PromptEncoder("m", 320, tokenizer, null, chats, Map.of("enable_thinking", true));
      PromptEncoder silent = new PromptEncoder("m", 320, tokenizer, null, chats, Map.of());
      assertThat(silent.encode(Prompt.user("x"))).containsExactly(START);
      assertThat(thinking.encode(Prompt.user("x"))).hasSizeGreaterThan(1).startsWith(START);
    }
  }

  /** Ids as the Python library gives them. */
  @Test
  void onlyAPromptsBeginningGetsTheBlankThatIsForItsBeginning() {
    Path file =
        Path.of(System.getProperty("longctx.shared", "../../shared"))
            .resolve("models/stories260k/tokenizer.json");
    assumeTrue(Files.exists(file), "needs -Dlongctx.shared with models/stories260k");
    ObjectNode root = (ObjectNode) Fixtures.json(file);
    root.putNull("normalizer");
    root.putObject("pre_tokenizer")
        .put("type", "Metaspace")
        .put("replacement", "\u2581")
        .put("prepend_scheme", "first")
        .put("split", false);
    try (TextTokenizer tokenizer = load(root)) {
      ChatPrompt chats =
          ChatPrompt.of(
              "{}".getBytes(UTF_8),
              "config",
              "{{ '<s>' }}{{ messages[0]['content'] }}",
              "template",
              List.of("<s>"));
      PromptEncoder prompts = new PromptEncoder("m", 512, tokenizer, "<s>", chats, Map.of());
      assertThat(prompts.encode(Prompt.user("Once upon"))).containsExactly(1, 441, 416, 331, 407);
      assertThat(prompts.encode(Prompt.text("Once upon"))).containsExactly(1, 403, 407);
    }
  }

  private static int[] chat(ObjectNode tokenizerJson, String message) {
    byte[] config = Fixtures.bytes(Fixtures.model("tiny-lm-gqa").resolve("tokenizer_config.json"));
    try (TextTokenizer tokenizer = load(tokenizerJson)) {
      ChatPrompt chats = ChatPrompt.of(config, "config", tokenizer.promptTokens().names());
      return new PromptEncoder("m", 320, tokenizer, null, chats, Map.of())
          .encode(Prompt.user(message));
    }
  }

  private static ObjectNode tiny(Consumer<ObjectNode> edit) {
    ObjectNode root =
        (ObjectNode) Fixtures.json(Fixtures.model("tiny-lm-gqa").resolve("tokenizer.json"));
    edit.accept(root);
    return root;
  }

  private static void set(ObjectNode root, String token, String setting) {
    for (JsonNode each : root.path("added_tokens")) {
      if (each.path("content").asText().equals(token)) {
        ((ObjectNode) each).put(setting, true);
      }
    }
  }

  private static TextTokenizer load(ObjectNode json) {
    return TextTokenizer.loadForPrompts(
        json.toString().getBytes(UTF_8), "tokenizer", List.of(), 1000);
  }
}
