package dev.longctx.examples;

import static dev.longctx.examples.ProgramRun.CONSTITUTION;
import static dev.longctx.examples.ProgramRun.DECLARATION;
import static dev.longctx.examples.ProgramRun.TERM_OVERLAP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The program on a language model of random weights, which says nothing but rubbish. */
final class AskProgramTest {

  private static final String MODEL =
      ProgramRun.CRITICS.resolveSibling("models").resolve("tiny-lm-gqa").toString();
  private static final String WAR = "Who may declare war?";

  @TempDir private Path folder;

  private static ProgramRun ask(String... options) {
    List<String> args = new ArrayList<>(List.of("ask", "--model", MODEL, "--max-tokens", "12"));
    args.addAll(List.of("--critic", TERM_OVERLAP, "--seed", "7"));
    args.addAll(List.of(options));
    return ProgramRun.of(args);
  }

  @Test
  void printsAnswerVotesEvidenceTokensAndTime() {
    ProgramRun run = ask("--question", WAR, "--tokens", "150", CONSTITUTION, DECLARATION);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("answer +none in the form that was asked for .*--max-tokens")
        .containsPattern("votes +0 of 1\n")
        .containsPattern("evidence +compressed\n")
        .containsPattern("  " + CONSTITUTION + " \\[\\d.*, \\d.*\\) 0\\.\\d\\d  \\S+")
        .containsPattern("prompt +fits as it is")
        .containsPattern(
            "tokens +\\d+ read \\(0 of them before\\), 12 written; documents \\d+,\\d+, kept \\d+")
        .containsPattern("time +\\d+\\.\\d{3} s: compress \\d.*, read \\d.*, write \\d");
    assertThat(run.err()).contains("question: " + WAR, "documents compressed", "reading ");
  }

  @Test
  void streamsTheFirstSampleAndJsonHoldsItWhole() {
    String[] options = {"--question", WAR, "--tokens", "40", "--samples", "3", DECLARATION};
    ProgramRun run = ask(options);
    JsonNode candidates = json(options).get("candidates");
    assertThat(candidates).hasSize(3);
    String said = candidates.get(0).get("text").asText();
    assertThat(said).isNotEmpty();
    String stream =
        run.err().substring(run.err().indexOf("tokens\n", run.err().indexOf("reading")) + 7);
    assertThat(stream.replaceAll("\\P{Alnum}", "")).isEqualTo(said.replaceAll("\\P{Alnum}", ""));
    assertThat(run.err()).doesNotContain("\u001B");
  }

  @Test
  void jsonNamesTheSpansThatWereRead() throws IOException {
    JsonNode answer = json("--question", WAR, "--tokens", "60", CONSTITUTION, DECLARATION);
    assertThat(answer.properties().stream().map(field -> field.getKey()))
        .containsExactly(
            "question",
            "chosen",
            "candidates",
            "compression",
            "evidence",
            "fit",
            "tokens",
            "seconds");
    assertThat(answer.get("question").asText()).isEqualTo(WAR);
    assertThat(answer.get("fit").asText()).isEqualTo("whole");
    assertThat(answer.get("evidence")).isNotEmpty();
    for (JsonNode span : answer.get("evidence")) {
      String source = Files.readString(Path.of(span.get("file").asText()));
      assertThat(source.substring(span.get("start").asInt(), span.get("end").asInt())).isNotBlank();
    }
    assertThat(answer.get("tokens").get("completion").asInt()).isEqualTo(12);
    assertThat(answer.get("seconds").get("total").asDouble()).isPositive();
  }

  @Test
  void theSameSeedGivesTheSameTextAndAnotherSeedAnother() {
    String[] options = {"--question", WAR, "--tokens", "40", DECLARATION};
    JsonNode first = json(options).get("candidates");
    assertThat(json(options).get("candidates")).isEqualTo(first);
    List<String> other =
        new ArrayList<>(List.of("ask", "--model", MODEL, "--critic", TERM_OVERLAP, "--json"));
    other.addAll(List.of("--max-tokens", "12", "--seed", "8"));
    other.addAll(List.of(options));
    assertThat(ProgramRun.of(other).out()).doesNotContain(first.get(0).get("text").toString());
  }

  @Test
  void severalQuestionsShareTheReadingOfWholeDocuments() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "The power to declare war is here.");
    ProgramRun run =
        ProgramRun.of(
            "ask",
            "--model",
            MODEL,
            "--max-tokens",
            "5",
            "--no-compression",
            "--json",
            "--question",
            WAR,
            "--question",
            "Where is it?",
            file.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode second = parsed(lines.get(1));
    assertThat(second.get("question").asText()).isEqualTo("Where is it?");
    assertThat(second.has("compression")).isFalse();
    assertThat(second.get("evidence")).isEmpty();
    assertThat(second.get("tokens").get("reused").asInt()).isPositive();
  }

  @Test
  void textsThatAreTooLongAreCutOrCompressedAndThatIsTold() {
    ProgramRun cut =
        ProgramRun.of(
            "ask",
            "--model",
            MODEL,
            "--max-tokens",
            "5",
            "--no-compression",
            "--question",
            WAR,
            DECLARATION);
    assertThat(cut.exitCode()).as(cut.err()).isZero();
    assertThat(cut.out())
        .contains("too long: the middle of the text was left out", "the documents, uncompressed");
    ProgramRun further = ask("--question", WAR, "--tokens", "2000", CONSTITUTION);
    assertThat(further.exitCode()).as(further.err()).isZero();
    assertThat(further.out()).contains("too long: the documents were compressed further");
  }

  @Test
  void rewardsUnderTheWholeTextAndUnderWhatWasKeptArePrinted() throws IOException {
    String file = shortText();
    String[] options = {"--question", WAR, "--tokens", "12", "--samples", "2", "--align", file};
    ProgramRun run = ask(options);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("alignment +SimPO rewards under the whole documents and under what")
        .containsPattern(
            "(  whole -\\d+\\.\\d{4}, kept -\\d+\\.\\d{4}, gap \\d+\\.\\d{4}  .+\n){2}");
    JsonNode answer = json(options);
    assertThat(answer.has("unmeasured")).isFalse();
    for (JsonNode candidate : answer.get("candidates")) {
      JsonNode reward = candidate.get("reward");
      double full = reward.get("full").asDouble();
      double compressed = reward.get("compressed").asDouble();
      assertThat(full).isNegative().isNotEqualTo(compressed);
      assertThat(reward.get("gap").asDouble()).isEqualTo(Math.abs(full - compressed));
    }
  }

  private String shortText() throws IOException {
    String text = "Tea is a drink of many lands. Congress may declare war. Trees grow.";
    return Files.writeString(folder.resolve("short.txt"), text).toString();
  }

  @Test
  void documentsTooLongToCompareWithLeaveTheAnswerAndThatIsTold() {
    String[] options = {"--question", WAR, "--tokens", "40", "--align", DECLARATION};
    ProgramRun run = ask(options);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).containsPattern("alignment +not measured: .*512");
    JsonNode answer = json(options);
    assertThat(answer.get("unmeasured").asText()).contains("512");
    assertThat(answer.get("candidates").get(0).has("reward")).isFalse();
  }

  @Test
  void readsStandardInput() {
    ProgramRun run =
        ProgramRun.withInput(
            "Tea is a drink. Congress may declare war.",
            "ask",
            "--model",
            MODEL,
            "--critic",
            TERM_OVERLAP,
            "--max-tokens",
            "5",
            "--question",
            WAR,
            "--tokens",
            "30");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("- [", "declare war.");
  }

  @Test
  void aQuestionThatIsTooLongIsAFailureInOneLine() {
    ProgramRun run = ask("--question", "why ".repeat(500), DECLARATION);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines().toList()).last().asString().startsWith("failed: prompt");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aModelThatCannotBeLoadedIsAFailure() {
    ProgramRun run =
        ProgramRun.of(
            "ask", "--model", folder.resolve("none").toString(), "--question", WAR, DECLARATION);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(folder.resolve("none").toString());
  }

  @Test
  void aModelWithoutATokenizerIsAFailureThatSaysSo() throws IOException {
    for (String file : List.of("model.onnx", "model.onnx.data")) {
      Files.copy(Path.of(MODEL, file), folder.resolve(file));
    }
    ObjectNode manifest = (ObjectNode) parsed(Files.readString(Path.of(MODEL, "longctx.json")));
    manifest.remove(List.of("tokenizer", "tokenizerConfig", "endTokens"));
    ArrayNode files = (ArrayNode) manifest.get("files");
    files.remove(3);
    files.remove(2);
    Files.writeString(folder.resolve("longctx.json"), manifest.toString());
    ProgramRun run =
        ProgramRun.of("ask", "--model", folder.toString(), "--question", WAR, DECLARATION);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly(
            "failed: "
                + folder
                + ": expected a model with a tokenizer and a chat template, found one without");
  }

  @Test
  void aLongTextThatTheCriticCannotReadIsCutAndThatIsTold() throws IOException {
    Path file = Files.writeString(folder.resolve("odd.txt"), "\u13a0\u13b6\u13e9 ".repeat(900));
    ProgramRun run =
        ProgramRun.of(
            "ask", "--model", MODEL, "--max-tokens", "5", "--question", WAR, file.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("evidence +unchanged.*cannot read")
        .contains("too long: the middle of the text was left out");
  }

  @Test
  void whereNothingIsKeptThatIsTold() throws IOException {
    Path blank = Files.writeString(folder.resolve("blank.txt"), " ");
    ProgramRun run = ask("--question", WAR, blank.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("nothing was kept: the model had no text to answer from");
  }

  @Test
  void aFileThatCannotBeReadIsAFailureBeforeTheModelIsLoaded() {
    ProgramRun run = ProgramRun.of("ask", "--model", "none", "--question", WAR, "no-such-file");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly("failed: no-such-file: expected a file, found none");
  }

  static Stream<Arguments> wrongUsages() {
    return Stream.of(
        Arguments.of("--question: expected a text", List.of("--question", " ")),
        Arguments.of("ask: --samples: expected at least 1, found 0", List.of("--samples", "0")),
        Arguments.of(
            "--samples: expected at most 1,000, found 5,000,000", List.of("--samples", "5000000")),
        Arguments.of("--temperature: expected 0 to 100", List.of("--temperature", "-1")),
        Arguments.of(
            "--samples: expected 1 at temperature 0",
            List.of("--temperature", "0", "--samples", "2")),
        Arguments.of("--max-tokens: expected at least 1", List.of("--max-tokens", "0")),
        Arguments.of("--max-tokens: expected fewer than", List.of("--max-tokens", "512")),
        Arguments.of("--tokens: expected at least 1, found 0", List.of("--tokens", "0")),
        Arguments.of(
            "--tokens does not go with --no-compression",
            List.of("--no-compression", "--tokens", "9")),
        Arguments.of(
            "--critic does not go with --no-compression",
            List.of("--no-compression", "--critic", TERM_OVERLAP)),
        Arguments.of(
            "--align does not go with --no-compression", List.of("--no-compression", "--align")),
        Arguments.of("twice", List.of(DECLARATION)),
        Arguments.of("--quick", List.of("--quick")));
  }

  @ParameterizedTest
  @MethodSource("wrongUsages")
  void wrongUsageIsTold(String message, List<String> options) {
    List<String> args =
        new ArrayList<>(List.of("ask", "--model", MODEL, "--question", WAR, DECLARATION));
    args.addAll(options);
    ProgramRun run = ProgramRun.of(args);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(message).contains("try: longctx-examples ask --help");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void modelAndQuestionMustBeGiven() {
    ProgramRun run = ProgramRun.of("ask", DECLARATION);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--model", "--question");
  }

  @Test
  void helpExplainsEveryOption() {
    ProgramRun run = ProgramRun.of("ask", "--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("--model=DIR", "--question=TEXT", "--critic=DIR", "--tokens=N")
        .contains("--no-compression", "--samples=N", "--max-tokens=N", "--temperature=T")
        .contains("--seed=N", "--align", "--json", "standard input", "Exit codes:");
  }

  private static JsonNode json(String... options) {
    List<String> all = new ArrayList<>(List.of("--json"));
    all.addAll(List.of(options));
    ProgramRun run = ask(all.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    return parsed(run.out());
  }

  private static JsonNode parsed(String line) {
    try {
      return JsonMapper.builder().build().readTree(line);
    } catch (IOException e) {
      throw new AssertionError("expected one JSON object, found " + line, e);
    }
  }
}
