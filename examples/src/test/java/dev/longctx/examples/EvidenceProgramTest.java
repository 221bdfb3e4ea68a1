package dev.longctx.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class EvidenceProgramTest {

  private static final String QUESTION =
      """
      {"id": "%s", "source": "%s", "question": "Who built the bridge of Harl?", "paragraphs": [\
      {"title": "Food", "text": "Soup needs salt. Bread needs time. Tea is hot.",\
       "is_support": false, "support_sentences": null, "answer_spans": []},\
      {"title": "Harl", "text": "Harl is old. Its bridge was built by Ann Ost. Rain is common.",\
       "is_support": true, "support_sentences": ["Its bridge was built by Ann Ost."],\
       "answer_spans": [[37, 44]]}]}
      """;

  private static final String ONE_PARAGRAPH =
      """
      {"id": "%s", "question": "How old is Harl?", "paragraphs": [{"title": "", "text": "%s",\
       "is_support": true, "support_sentences": null, "answer_spans": []}]}
      """;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;
  private String data = "";

  @BeforeEach
  void writeQuestions() throws IOException {
    String lines = QUESTION.formatted("a", "S") + QUESTION.formatted("b", "R");
    data = Files.writeString(folder.resolve("q.jsonl"), lines).toString();
  }

  @Test
  void printsOneJsonObjectAMethodAndBudget() throws IOException {
    ProgramRun run =
        evidence("--json", "--budgets", "0.3,0.5", "--methods", "critic,bm25,truncation,random");
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    assertThat(lines).hasSize(8);
    JsonNode bm25 = lines.get(3);
    assertThat(bm25.get("method").asText()).isEqualTo("bm25");
    assertThat(bm25.get("budget").asDouble()).isEqualTo(0.5);
    assertThat(bm25.get("ratio").asDouble()).isBetween(0.1, 0.5);
    assertThat(bm25.get("supportRecall").asDouble()).isEqualTo(1);
    assertThat(bm25.get("allSupport").asDouble()).isEqualTo(1);
    assertThat(bm25.get("answerKept").asDouble()).isEqualTo(1);
    assertThat(bm25.get("paragraphHit").isNull()).isTrue();
    assertThat(bm25.get("questions").asInt()).isEqualTo(2);
    assertThat(bm25.get("tokensPerSecond").asDouble()).isPositive();
  }

  @Test
  void printsATableAndPairedIntervals() {
    ProgramRun run = evidence("--budgets", "0.4", "--methods", "lexical,embedding,bm25");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("| lexical    |   40 % |", "| embedding ", "| bm25 ")
        .containsPattern("lexical - (bm25|embedding) at 40 %, all support: [+-]\\d+\\.\\d points");
  }

  @Test
  void comparesWithWhateverBaselineRan() {
    ProgramRun run = evidence("--budgets", "0.4", "--methods", "lexical,truncation,random");
    assertThat(run.out()).containsPattern("lexical - (truncation|random) at 40 %, all support: ");
    ProgramRun json = evidence("--json", "--budgets", "0.4", "--methods", "lexical,random");
    assertThat(json.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{"));
    assertThat(json.err()).contains("lexical - random at 40 %, all support: ");
  }

  @Test
  void saysWhyQuestionsFailedAndThatMeansAreOverFewer() throws IOException {
    String chinese =
        ONE_PARAGRAPH.formatted("zh", "\u4ECA\u5929\u5929\u6C14\u5F88\u597D\u3002".repeat(9));
    String english = ONE_PARAGRAPH.formatted("en", "Harl is old. Rain is common. Tea is hot.");
    ProgramRun mixed = withEnglishCritic(write(english + chinese), "--budgets", "0.4");
    assertThat(mixed.exitCode()).as(mixed.err()).isZero();
    assertThat(mixed.out()).contains("| 1 (1 failed) |");
    assertThat(mixed.err())
        .contains(
            "critic at 40 %: 1 of 2 questions failed, so its means are over 1: 1 unsupported text"
                + " (the critic's tokenizer cannot read 1 of 1 documents");
    assertThat(withEnglishCritic(write(chinese), "--budgets", "0.4").out())
        .containsPattern("\\| critic +\\| +40 % \\| +- \\| .* \\| 0 \\(1 failed\\) \\| +- \\|");
    assertThat(withEnglishCritic(write(chinese), "--json").out())
        .contains("\"ratio\":null,", "\"tokensPerSecond\":null,\"failed\":1");
  }

  @Test
  void printsAMethodsResultsBeforeTheNextMethodRuns() {
    StringWriter all = new StringWriter();
    List<String> args = arguments("--methods", "bm25,random", "--budgets", "0.5");
    Main.run(args.toArray(String[]::new), new PrintWriter(all), new PrintWriter(all));
    assertThat(all.toString())
        .containsSubsequence("bm25       2 of 2", "| bm25 ", "random     2 of 2", "| random ");
  }

  @Test
  void distractorsJoinTheParagraphsOfAQuestion() throws IOException {
    StringBuilder questions = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      String text = "Harl %d is old. Rain is common. Tea is hot.".formatted(i);
      questions.append(ONE_PARAGRAPH.formatted("q" + i, text));
    }
    String file = write(questions.toString());
    String[] options = {"--json", "--methods", "random", "--budgets", "0.2", "--data", file};
    JsonNode alone = JSON.readTree(evidence(options).out());
    JsonNode among = JSON.readTree(evidence(with(options, "--distractors", "8")).out());
    assertThat(alone.get("paragraphHit").asDouble()).isZero(); // no sentence fits the budget
    assertThat(among.get("paragraphHit").asDouble()).isBetween(0.1, 0.9);
    assertThat(evidence(with(options, "--distractors", "8", "--limit", "1")).exitCode()).isZero();
    ProgramRun tooMany = evidence(with(options, "--distractors", "9"));
    assertThat(tooMany.exitCode()).isEqualTo(1);
    assertThat(tooMany.err())
        .contains(file + ": distractors: expected 9 paragraphs that do not answer question q0");
  }

  @Test
  void takesOnlyTheQuestionsThatAreWanted() {
    assertThat(evidence("--json", "--methods", "bm25", "--source", "R,Q").out())
        .contains("\"questions\":1,");
    assertThat(evidence("--json", "--methods", "bm25", "--limit", "1").out())
        .contains("\"questions\":1,");
    ProgramRun none = evidence("--methods", "bm25", "--source", "none");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).contains("found none that is wanted");
  }

  @Test
  void bothLayoutsKeepTheEvidence() {
    for (String layout : List.of("one", "paragraphs")) {
      ProgramRun run =
          evidence("--json", "--methods", "lexical", "--budgets", "0.5", "--documents", layout);
      assertThat(run.out()).contains("\"supportRecall\":1.0");
    }
  }

  static Stream<Arguments> wrongUsages() {
    return Stream.of(
        Arguments.of("found [1.5]", List.of("--budgets", "1.5")),
        Arguments.of("at least 1, found 0", List.of("--limit", "0")),
        Arguments.of("expected each once", List.of("--methods", "bm25,bm25")),
        Arguments.of("--budgets: expected each once", List.of("--budgets", "0.2,0.2")),
        Arguments.of("--distractors: expected at least 0", List.of("--distractors", "-1")),
        Arguments.of("--methods", List.of("--methods", "magic")));
  }

  @ParameterizedTest
  @MethodSource("wrongUsages")
  void wrongUsageIsTold(String message, List<String> options) {
    ProgramRun run = evidence(options.toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    assertThat(run.out()).isEmpty();
  }

  private ProgramRun evidence(String... options) {
    return ProgramRun.of(arguments(options));
  }

  private List<String> arguments(String... options) {
    List<String> args = new ArrayList<>(List.of("evidence"));
    args.addAll(List.of("--critic", ProgramRun.TERM_OVERLAP));
    args.addAll(List.of(options));
    if (!args.contains("--data")) {
      args.addAll(List.of("--data", data));
    }
    return args;
  }

  private static ProgramRun withEnglishCritic(String file, String... options) {
    List<String> args = new ArrayList<>(List.of("evidence", "--data", file, "--methods", "critic"));
    args.addAll(List.of(options));
    return ProgramRun.of(args);
  }

  private static String[] with(String[] options, String... more) {
    return Stream.of(options, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private String write(String lines) throws IOException {
    return Files.writeString(folder.resolve("other.jsonl"), lines).toString();
  }
}
