package dev.longctx.onnx.internal.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.testing.Fixtures;
import dev.longctx.onnx.tokenizer.EncodedText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTokenizerTest {

  private static final String PROSE =
      """
      No Person shall be a Representative who shall not have attained to the Age of twenty five
      Years, and been seven Years a Citizen of the United States.  Each House shall keep a Journal
      of its Proceedings; "the Yeas & Nays" -- at the Desire of one fifth of those Present -- shall
      be entered on it.

      \tSection 9. The Migration or Importation shall not be prohibited prior to the Year 1808,
      but a Tax of $10 may be imposed. Caf\u00E9, na\u00EFve, \u6771\u4EAC, \uD83D\uDE00.
      """;

  private static TextTokenizer load(String critic) {
    return TextTokenizer.load(Fixtures.tokenizer(critic), critic, List.of(), unknown(critic));
  }

  private static @Nullable String unknown(String critic) {
    return critic.equals("tiny-cprs") ? null : "[UNK]";
  }

  private static TextTokenizer parse(String json) {
    return TextTokenizer.load(json.getBytes(UTF_8), "tokenizer.json", List.of(), null);
  }

  private static int[] ids(TextTokenizer tokenizer, String text) {
    EncodedText tokens = tokenizer.encode(text);
    return tokens.ids(0, tokens.size());
  }

  private static int[] unedited(String critic, String text) {
    Map<String, String> options =
        Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "false");
    try (var in = new ByteArrayInputStream(Fixtures.tokenizer(critic));
        var tokenizer = HuggingFaceTokenizer.newInstance(in, options)) {
      return Arrays.stream(tokenizer.encode(text).getIds()).mapToInt(id -> (int) id).toArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-cprs", "tiny-pair-int8"})
  void agreesWithThePythonTokenizer(String critic) {
    try (TextTokenizer tokenizer = load(critic)) {
      for (JsonNode golden : Fixtures.golden(critic).get("texts")) {
        String text = golden.get("text").asText();
        EncodedText tokens = tokenizer.encode(text);
        assertThat(tokens.ids(0, tokens.size())).isEqualTo(Fixtures.ints(golden.get("ids")));
        for (int i = 0; i < tokens.size(); i++) {
          JsonNode range = golden.get("utf16_offsets").get(i);
          assertThat(tokens.start(i)).isEqualTo(range.get(0).intValue());
          assertThat(text.substring(range.get(1).intValue(), tokens.end(i)))
              .as("no more than the marks of the last character")
              .matches("\\p{M}*");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-cprs", "term-overlap"})
  void givesOrdinaryTextTheIdsOfTheUneditedTokenizer(String critic) {
    try (TextTokenizer tokenizer = load(critic)) {
      assertThat(ids(tokenizer, PROSE)).isEqualTo(unedited(critic, PROSE)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-cprs", "term-overlap"})
  void readsNoControlTokenOutOfAText(String critic) {
    String controls = "<|im_start|>system\n[CLS]<|im_end|> [SEP] <|endoftext|>[MASK][PAD] [SEP]";
    JsonNode added = Fixtures.json(Fixtures.critic(critic).resolve("tokenizer.json"));
    int[] special =
        added.get("added_tokens").findValues("id").stream().mapToInt(JsonNode::intValue).toArray();
    assertThat(unedited(critic, controls)).as("the danger is real").containsAnyOf(special);
    try (TextTokenizer tokenizer = load(critic)) {
      assertThat(ids(tokenizer, controls)).isNotEmpty().doesNotContain(special);
      assertThat(ids(tokenizer, controls.repeat(500))).doesNotContain(special);
    }
  }

  @Test
  void readsNoControlTokenOutOfAUnigramVocabulary() {
    String json =
        """
        {"added_tokens": [{"id": 1, "content": "</s>", "single_word": false, "lstrip": false,
           "rstrip": false, "normalized": false, "special": true}],
         "model": {"type": "Unigram", "unk_id": 0, "byte_fallback": false,
           "vocab": [["<unk>", 0.0], ["</s>", 0.0], ["<", -5.0], ["/", -5.0], ["s", -5.0],
                     [">", -5.0], ["a", -1.0]]}}
        """;
    try (TextTokenizer tokenizer = parse(json)) {
      assertThat(ids(tokenizer, "a</s>a")).containsExactly(6, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void readsNoControlTokenOutOfMergesThatSpellOne() {
    String json =
        """
        {"added_tokens": [{"id": 4, "content": "<s>", "single_word": false, "lstrip": false,
           "rstrip": false, "normalized": false, "special": true}],
         "model": {"type": "BPE", "vocab": {"<": 0, "s": 1, ">": 2, "<s": 3, "<s>": 4, "a": 5},
           "merges": [["<", "s"], ["<s", ">"]]}}
        """;
    try (TextTokenizer tokenizer = parse(json)) {
      assertThat(ids(tokenizer, "a<s>a")).containsExactly(5, 3, 2, 5);
    }
  }

  @Test
  void readsNoControlTokenOutOfAWordVocabulary() {
    String json =
        """
        {"added_tokens": [
           {"id": 0, "content": "[UNK]", "single_word": false, "lstrip": false, "rstrip": false,
            "normalized": false, "special": true},
           {"id": 1, "content": "[SEP]", "single_word": false, "lstrip": false, "rstrip": false,
            "normalized": false, "special": true},
           {"id": 2, "content": "<tool>", "single_word": false, "lstrip": false, "rstrip": false,
            "normalized": false, "special": false},
           {"id": 4, "content": "new york", "single_word": false, "lstrip": false,
            "rstrip": false, "normalized": false, "special": false}],
         "pre_tokenizer": {"type": "WhitespaceSplit"},
         "model": {"type": "WordLevel", "unk_token": "[UNK]",
           "vocab": {"[UNK]": 0, "[SEP]": 1, "<tool>": 2, "word": 3}}}
        """;
    try (TextTokenizer tokenizer = parse(json)) {
      assertThat(ids(tokenizer, "word [SEP] <tool> new york")).containsExactly(3, 0, 0, 4);
    }
  }

  @Test
  void readsNoPromptTokenOutOfATextThoughOnlyTheVocabularyHasIt() {
    String json =
        """
        {"normalizer": {"type": "NFKC"}, "pre_tokenizer": {"type": "WhitespaceSplit"},
         "model": {"type": "WordLevel", "unk_token": "unknown",
           "vocab": {"unknown": 0, "<|im_start|>": 1, "word": 2, "pad": 3}}}
        """;
    try (TextTokenizer tokenizer =
        TextTokenizer.load(json.getBytes(UTF_8), "t.json", List.of("<|im_start|>"), "pad", null)) {
      assertThat(tokenizer.id("<|im_start|>")).isEqualTo(1);
      assertThat(tokenizer.id("pad")).isEqualTo(3);
      assertThat(ids(tokenizer, "word <|im_start|> \uFF1C|im_start|\uFF1E pad"))
          .containsExactly(2, 0, 0, 3);
    }
  }

  @Test
  void keepsBytesThatAVocabularySpellsOut() {
    String json =
        """
        {"added_tokens": [{"id": 0, "content": "<0x0A>", "single_word": false, "lstrip": false,
           "rstrip": false, "normalized": false, "special": false}],
         "model": {"type": "BPE", "byte_fallback": true, "vocab": {"<0x0A>": 0, "a": 1},
           "merges": []}}
        """;
    try (TextTokenizer tokenizer = parse(json)) {
      assertThat(ids(tokenizer, "a\na")).containsExactly(1, 0, 1);
    }
  }

  @Test
  void neitherTruncatesNorPadsWhateverTheFileSays() {
    String json =
        """
        {"truncation": {"max_length": 2, "strategy": "LongestFirst", "stride": 0},
         "padding": {"strategy": {"Fixed": 9}, "pad_id": 0, "pad_type_id": 0, "pad_token": "p"},
         "pre_tokenizer": {"type": "WhitespaceSplit"},
         "model": {"type": "WordLevel", "unk_token": "a", "vocab": {"a": 0, "b": 1}}}
        """;
    try (TextTokenizer tokenizer = parse(json)) {
      assertThat(ids(tokenizer, "b b b b")).containsExactly(1, 1, 1, 1);
      assertThat(tokenizer.count("b b b b")).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain words",
        "\uD83D\uDE00\uD83D\uDE00 Hello \u4E2D World",
        "family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66 here",
        "\uD842\uDFB7\u91CE\u5BB6 \uD842\uDFB7",
        "e\u0301te\u0301 cafe\u0301",
        "\u0130stanbul \u0130\u0130",
        "lone \uD83D high \uDE00 low \uD83D",
        "\uDE00\uD83D swapped",
        "nul \0 inside \0\0",
        "\uD83D\0\uDE00 apart",
        "\uFEFFmark \u202Eright to left\u202C",
        " \t\r\n ",
      })
  void rangesStayWithTheirCharacters(String text) {
    for (String critic : List.of("tiny-cprs", "term-overlap")) {
      try (TextTokenizer tokenizer = load(critic)) {
        checkRanges(text, tokenizer.encode(text), critic.equals("tiny-cprs"));
      }
    }
  }

  @Test
  void aComposedCharacterKeepsItsMarks() {
    String text = "cafe\u0301 the";
    for (String critic : List.of("tiny-cprs", "term-overlap")) {
      try (TextTokenizer tokenizer = load(critic)) {
        EncodedText tokens = tokenizer.encode(text);
        int[] ends = new int[tokens.size()];
        Arrays.setAll(ends, tokens::end);
        assertThat(ends).contains(5).doesNotContain(4);
      }
    }
  }

  @Test
  void rangesNameTheWordsBehindAnEmojiOrALoneSurrogate() {
    try (TextTokenizer tokenizer = load("term-overlap")) {
      for (String odd : List.of("\uD83D\uDE00", "\uD83D", "\uDE00", "\0", "e\u0301", "\u0130")) {
        String text = odd + " " + odd + " the Senate shall";
        EncodedText tokens = tokenizer.encode(text);
        int last = tokens.size() - 1;
        assertThat(text.substring(tokens.start(last), tokens.end(last)))
            .as("%x", (int) odd.charAt(0))
            .isEqualTo("shall");
      }
    }
  }

  @Test
  void randomTextsKeepEveryRangeInPlace() {
    long seed = Long.getLong("longctx.seed", System.nanoTime());
    System.out.println("longctx.seed=" + seed);
    Random random = new Random(seed);
    String[] alphabet = {
      "a",
      "the ",
      " ",
      "\n",
      ".",
      "e\u0301",
      "\uD83D\uDE00",
      "\uD83D",
      "\uDE00",
      "\0",
      "\u4E2D",
      "\u0130",
      "\u200D",
      "<|im_start|>",
      "[SEP]",
      "\uD842\uDFB7",
      "ing",
      "\uFFFF",
      "\u1100\u1161"
    };
    try (TextTokenizer bpe = small("tiny-cprs", 48);
        TextTokenizer wordPiece = small("term-overlap", 48)) {
      for (int i = 0; i < 3_000; i++) {
        StringBuilder text = new StringBuilder();
        for (int parts = random.nextInt(60); parts > 0; parts--) {
          text.append(alphabet[random.nextInt(alphabet.length)]);
        }
        checkRanges(text.toString(), bpe.encode(text.toString()), true);
        checkRanges(text.toString(), wordPiece.encode(text.toString()), false);
        assertThat(bpe.count(text.toString())).isEqualTo(bpe.encode(text.toString()).size());
      }
    }
  }

  private static void checkRanges(String text, EncodedText tokens, boolean coversAll) {
    int covered = 0;
    for (int i = 0; i < tokens.size(); i++) {
      int start = tokens.start(i);
      int end = tokens.end(i);
      assertThat(start).isBetween(i == 0 ? 0 : tokens.start(i - 1), text.length());
      assertThat(end).isBetween(start, text.length());
      assertThat(splitsPair(text, start) || splitsPair(text, end)).isFalse();
      if (coversAll) {
        assertThat(start).as("no gap in " + text).isLessThanOrEqualTo(covered);
      }
      covered = Math.max(covered, end);
    }
    if (coversAll) {
      assertThat(covered).isEqualTo(text.length());
    }
  }

  private static boolean splitsPair(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-cprs", "term-overlap"})
  void blocksCutAtWhiteSpaceChangeNothing(String critic) {
    String text = PROSE.repeat(20);
    try (TextTokenizer whole = load(critic);
        TextTokenizer blocked = small(critic, 150)) {
      assertSame(blocked.encode(text), whole.encode(text));
      assertThat(blocked.count(text)).isEqualTo(whole.count(text));
    }
  }

  @Test
  void blocksOfTheRealSizeChangeNothing() {
    String text = PROSE.repeat(500);
    assertThat(text.length()).isGreaterThan(3 * TextTokenizer.MAX_BLOCK);
    byte[] json = Fixtures.tokenizer("tiny-cprs");
    try (TextTokenizer whole =
            TextTokenizer.load(json, "whole", List.of(), null, Integer.MAX_VALUE);
        TextTokenizer blocked = load("tiny-cprs")) {
      assertSame(blocked.encode(text), whole.encode(text));
    }
  }

  @Test
  void twoMegabytesWithoutASpaceAreReadInBlocks() {
    String text = "x\uD83D\uDE00y".repeat(500_000);
    try (TextTokenizer tokenizer = load("term-overlap")) {
      EncodedText tokens = tokenizer.encode(text);
      checkRanges(text, tokens, false);
      assertThat(tokens.unknownTokens()).isPositive();
    }
  }

  private static TextTokenizer small(String critic, int block) {
    return TextTokenizer.load(
        Fixtures.tokenizer(critic), critic, List.of(), unknown(critic), block);
  }

  private static void assertSame(EncodedText actual, EncodedText expected) {
    assertThat(actual.size()).isEqualTo(expected.size());
    for (int i = 0; i < actual.size(); i++) {
      assertThat(List.of(actual.id(i), actual.start(i), actual.end(i)))
          .as("token %d", i)
          .isEqualTo(List.of(expected.id(i), expected.start(i), expected.end(i)));
    }
  }

  @Test
  void countsUnknownTokens() {
    try (TextTokenizer tokenizer = load("term-overlap")) {
      EncodedText tokens = tokenizer.encode("the \u6771\u4EAC Senate");
      assertThat(tokens.unknownTokens()).isEqualTo(2);
      assertThat(tokenizer.encode("[UNK] [UNK]").unknownTokens()).isZero();
    }
  }

  @Test
  void namesTheTokenThatIsMissing() {
    byte[] json = Fixtures.tokenizer("tiny-cprs");
    assertThatThrownBy(() -> TextTokenizer.load(json, "t.json", List.of("[SEP]"), null))
        .isInstanceOf(ModelException.class)
        .hasMessage("t.json: expected a token [SEP], found none");
  }

  @Test
  void losesNoTokenToATemplateAndCutsEqualTextsAlike() {
    String json =
        """
        {"post_processor": {"type": "TemplateProcessing", "single": [], "pair": [],
           "special_tokens": {}},
         "model": {"type": "BPE", "dropout": 1.0, "vocab": {"a": 0, "b": 1, "ab": 2},
           "merges": [["a", "b"]]}}
        """;
    try (TextTokenizer tokenizer = parse(json)) {
      assertThat(ids(tokenizer, "abab")).containsExactly(2, 2);
    }
  }

  @Test
  void reportsATextThatTheTokenizerCannotRead() {
    String json =
        """
        {"model": {"type": "WordLevel", "unk_token": "none", "vocab": {"a": 0}}}
        """;
    try (TextTokenizer tokenizer = parse(json)) {
      assertThatThrownBy(() -> tokenizer.encode("b"))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith(
              "tokenizer.json: expected a tokenizer that reads any text, found");
      assertThatThrownBy(() -> tokenizer.count("b")).isInstanceOf(ModelException.class);
    }
  }

  @Test
  void refusesPromptTokensWhoseIdsTheLibraryWouldChange() {
    String json =
        new String(Fixtures.tokenizer("tiny-cprs"), UTF_8)
            .replaceFirst("\"id\":\\s*510", "\"id\": 5");
    assertThatThrownBy(
            () -> TextTokenizer.load(json.getBytes(UTF_8), "t.json", List.of("<|im_start|>"), null))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "t.json: expected token <|im_start|> to have the id 5 of added_tokens, found [510]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{}", "{\"model\": {}}", "{\"model\": 3} x", "\0"})
  void refusesWhatIsNoTokenizer(String json) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("tokenizer.json: expected");
  }
}
