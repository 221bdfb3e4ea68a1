package dev.longctx.onnx.internal.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.longctx.onnx.internal.tokenizer.TextTokenizer;
import dev.longctx.onnx.testing.Fixtures;
import dev.longctx.onnx.tokenizer.EncodedText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetokenizerTest {

  private static final int[] NO_PROMPT = {};

  private static TextTokenizer tokenizer(Path file) {
    return TextTokenizer.loadForPrompts(Fixtures.bytes(file), file.toString(), List.of(), 1 << 20);
  }

  private static TextTokenizer bytes() {
    return tokenizer(Fixtures.model("tiny-lm-gqa").resolve("tokenizer.json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We the People",
        "na\u00efve caf\u00e9",
        "\u7b2c\u4e00\u53e5\u8bdd\u3002",
        "a\uD83D\uDE00b\uD83D\uDC4D\uD83C\uDFFD",
        "tabs\tand\n\nlines  and   blanks ",
        "\u0915\u094d\u0937 \u0e01\u0e33",
        "\uFFFD is a character"
      })
  void piecesJoinToTheTextAndNeverEndInsideACharacter(String text) {
    try (TextTokenizer tokenizer = bytes()) {
      Detokenizer detokenizer = new Detokenizer(tokenizer, NO_PROMPT);
      StringBuilder joined = new StringBuilder();
      for (int id : ids(tokenizer, text)) {
        String piece = detokenizer.add(id);
        assertThat(piece.isEmpty() || !Character.isHighSurrogate(piece.charAt(piece.length() - 1)))
            .isTrue();
        joined.append(piece);
      }
      joined.append(detokenizer.finish());
      assertThat(joined).hasToString(text);
    }
  }

  @Test
  void bytesThatAreNoTextComeOutAsReplacementsAndDoNotPileUp() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (TextTokenizer tokenizer = bytes()) {
      Detokenizer detokenizer = new Detokenizer(tokenizer, NO_PROMPT);
      int waiting = 0;
      for (int i = 0; i < 3_000; i++) {
        waiting = detokenizer.add(random.nextInt(256)).isEmpty() ? waiting + 1 : 0;
        assertThat(waiting).as("seed " + seed).isLessThan(12);
      }
    }
  }

  @Test
  void specialTokensAreLeftOutAndOthersAreSpelled() {
    try (TextTokenizer tokenizer = bytes()) {
      Detokenizer detokenizer = new Detokenizer(tokenizer, NO_PROMPT);
      StringBuilder joined = new StringBuilder();
      joined.append(detokenizer.add(tokenizer.id("<think>")));
      for (int id : ids(tokenizer, "so")) {
        joined.append(detokenizer.add(id));
      }
      joined.append(detokenizer.add(tokenizer.id("</think>")));
      joined.append(detokenizer.add(tokenizer.id("<|im_end|>")));
      joined.append(detokenizer.finish());
      assertThat(joined).hasToString("<think>so</think>");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u4f60",
        "\u4f60\u597d",
        "\u4f60\u597d\u4e16",
        "x \u4f60\u597d\u4e16\u754c\u4f60\u597d"
      })
  void aPromptThatEndsInBytesLeavesCharactersWhole(String end) {
    try (TextTokenizer tokenizer = stories()) {
      Detokenizer detokenizer = new Detokenizer(tokenizer, ids(tokenizer, "Ende " + end));
      int[] all = ids(tokenizer, "x\u754c\u548c\u5e73 is");
      StringBuilder joined = new StringBuilder();
      for (int i = 2; i < all.length; i++) { // behind the blank and the x
        joined.append(detokenizer.add(all[i]));
      }
      assertThat(joined.append(detokenizer.finish())).hasToString("\u754c\u548c\u5e73 is");
    }
  }

  @Test
  void aSpecialTokenBetweenWordsTakesNoBlank() {
    try (TextTokenizer tokenizer = stories()) {
      Detokenizer detokenizer = new Detokenizer(tokenizer, NO_PROMPT);
      StringBuilder joined = new StringBuilder();
      for (int id : ids(tokenizer, "Once")) {
        joined.append(detokenizer.add(id));
      }
      joined.append(detokenizer.add(tokenizer.id("<s>")));
      for (int id : ids(tokenizer, "upon")) {
        joined.append(detokenizer.add(id));
      }
      assertThat(joined.append(detokenizer.finish())).hasToString("Once upon");
    }
  }

  private static TextTokenizer stories() {
    Path file =
        Path.of(System.getProperty("longctx.shared", "../../shared"))
            .resolve("models/stories260k/tokenizer.json");
    assumeTrue(Files.exists(file), "needs -Dlongctx.shared with models/stories260k");
    return tokenizer(file);
  }

  @Test
  void aBlankBeforeAWordSurvivesWhereTheWordContinuesAPrompt() {
    try (TextTokenizer tokenizer = stories()) {
      int[] all = ids(tokenizer, "Once upon a time there was a girl.");
      int[] prompt = ids(tokenizer, "Once upon a time");
      Detokenizer detokenizer = new Detokenizer(tokenizer, prompt);
      StringBuilder joined = new StringBuilder();
      for (int i = prompt.length; i < all.length; i++) {
        joined.append(detokenizer.add(all[i]));
      }
      assertThat(joined.append(detokenizer.finish())).hasToString(" there was a girl.");
    }
  }

  private static int[] ids(TextTokenizer tokenizer, String text) {
    EncodedText tokens = tokenizer.encode(text);
    return tokens.ids(0, tokens.size());
  }
}
