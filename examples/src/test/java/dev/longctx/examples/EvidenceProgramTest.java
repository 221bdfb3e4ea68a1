package dev.longctx.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
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
      lines.add(JsonMapper.builder().build().readTree(line));
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
    List<String> args = new ArrayList<>(List.of("evidence", "--data", data));
    args.addAll(List.of("--critic", ProgramRun.TERM_OVERLAP));
    args.addAll(List.of(options));
    return ProgramRun.of(args);
  }
}
