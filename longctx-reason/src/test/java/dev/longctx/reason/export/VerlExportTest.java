package dev.longctx.reason.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.longctx.api.model.ChatMessage;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.training.TrainingException;
import dev.longctx.reason.curriculum.Curriculum;
import dev.longctx.reason.curriculum.CurriculumPlan;
import dev.longctx.reason.curriculum.Difficulty;
import dev.longctx.reason.curriculum.PhaseLength;
import dev.longctx.reason.curriculum.PhaseMix;
import dev.longctx.reason.curriculum.PlannedProblem;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.curriculum.Retrospective;
import dev.longctx.reason.curriculum.Trace;
import dev.longctx.reason.curriculum.TraceSet;
import dev.longctx.reason.curriculum.TraceStats;
import dev.longctx.reason.prompt.PromptTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerlExportTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Curriculum CURRICULUM =
      Curriculum.builder()
          .phase(100, PhaseLength.steps(3))
          .phase(200, PhaseLength.steps(3))
          .retrospective(Retrospective.hardest())
          .build();
  private static final Map<String, Integer> LENGTHS =
      Map.of("a", 50, "b", 60, "c", 150, "d", 160, "e", 900);

  @TempDir Path folder;

  private static Problem problem(String id, String source, String... golds) {
    return new Problem(
        id, source, Prompt.user("Text. Where is " + id + "?"), "Where is it?", List.of(golds));
  }

  private static CurriculumPlan plan(Problem... problems) {
    return CurriculumPlan.of(CURRICULUM, List.of(problems), problem -> LENGTHS.get(problem.id()));
  }

  private static CurriculumPlan plan() {
    return plan(
        problem("a", "musique", "Paris", "City of Paris"),
        problem("b", "docmath-simpshort", "1,234.5"),
        problem("c", "long_toc_choices", "b"),
        problem("d", "our-own", "as it stands"),
        problem("e", "musique", "Rome"));
  }

  private static PhaseMix mix(CurriculumPlan plan) {
    return plan.mix(1, List.of(new Difficulty("a", 0.5, 8), new Difficulty("b", 0, 7)), 1);
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      nodes.add(JSON.readTree(line));
    }
    return nodes;
  }

  @Test
  void writesAFileAPhaseAndOneOfWhatIsTakenBack() throws IOException {
    CurriculumPlan plan = plan();
    VerlExport.writeCurriculum(folder, plan, List.of(mix(plan)));

    assertThat(folder)
        .isDirectoryContaining("glob:**phase-1.jsonl")
        .isDirectoryContaining("glob:**phase-2.jsonl")
        .isDirectoryContaining("glob:**phase-2-retrospective.jsonl");
    assertThat(ids("phase-1.jsonl")).containsExactly("a", "b");
    assertThat(ids("phase-2.jsonl")).containsExactly("c", "d");
    assertThat(ids("phase-2-retrospective.jsonl")).containsExactly("b");
    assertThat(folder.resolve("plan.md"))
        .hasContent(plan.toMarkdown())
        .content()
        .contains("Dropped as longer than 200 tokens: 1");
  }

  private List<String> ids(String file) throws IOException {
    return lines(folder.resolve(file)).stream()
        .map(row -> row.get("extra_info").get("id").asText())
        .toList();
  }

  @Test
  void rowsAreThoseOfVerl() throws IOException {
    VerlExport.writeCurriculum(folder, plan(), List.of());

    assertThat(lines(folder.resolve("phase-1.jsonl")).get(0))
        .isEqualTo(
            JSON.readTree(
                """
                {"prompt": [{"role": "user", "content": "Text. Where is a?"}],
                 "data_source": "musique",
                 "ability": "document_qa",
                 "reward_model": {"style": "rule",
                   "ground_truth": "Therefore, the answer is Paris."},
                 "extra_info": {"id": "a", "index": 0, "split": "train", "prompt_tokens": 50,
                   "question": "Where is it?", "golds": ["Paris", "City of Paris"],
                   "phase": 1, "carried": false}}
                """));
  }

  @Test
  void whatIsTakenBackSaysHowHardItIs() throws IOException {
    CurriculumPlan plan = plan();
    VerlExport.writeCurriculum(folder, plan, List.of(mix(plan)));

    assertThat(lines(folder.resolve("phase-2-retrospective.jsonl")).get(0).get("extra_info"))
        .isEqualTo(
            JSON.readTree(
                """
                {"id": "b", "index": 0, "split": "train", "prompt_tokens": 60,
                 "question": "Where is it?", "golds": ["1,234.5"],
                 "phase": 2, "carried": true, "mean_reward": 0.0, "scored_samples": 7}
                """));
    assertThat(folder.resolve("phase-2-retrospective.jsonl"))
        .content()
        .contains("\"mean_reward\":0.0,");
  }

  @Test
  void goldAnswersBecomeTheSentencesThatTheReleasedRewardReads() throws IOException {
    VerlExport.writeCurriculum(folder, plan(), List.of());

    assertThat(truths("phase-1.jsonl"))
        .containsExactly("Therefore, the answer is Paris.", "Therefore, the answer is 1,234.5.");
    assertThat(truths("phase-2.jsonl"))
        .containsExactly("The correct answer is (B)", "as it stands");
  }

  @Test
  void aGoldAnswerThatIsASentenceStaysIt() throws IOException {
    VerlExport.writeCurriculum(
        folder,
        plan(
            problem("a", "musique", "So the answer is Paris"),
            problem("b", "docmath", "Therefore, the answer is -5."),
            problem("c", "long_toc_choices", "The correct answer is D")),
        List.of());

    assertThat(truths("phase-1.jsonl"))
        .containsExactly("So the answer is Paris", "Therefore, the answer is -5.");
    assertThat(truths("phase-2.jsonl")).containsExactly("The correct answer is D");
  }

  private List<String> truths(String file) throws IOException {
    return lines(folder.resolve(file)).stream()
        .map(row -> row.get("reward_model").get("ground_truth").asText())
        .toList();
  }

  @Test
  void refusesAGoldAnswerThatTheReleasedRewardCannotRead() {
    Problem longer = problem("c", "musique", "x");

    assertRefused(
        plan(problem("a", "docmath", "three"), longer),
        "problem a, gold: expected one that a reward of docmath (NUMERIC) can read, found three");
    assertRefused(plan(problem("a", "docmath", "3/4"), longer), "problem a, gold");
    assertRefused(plan(problem("a", "long_toc_choices", "Paris"), longer), "problem a, gold");
    assertThat(folder).isEmptyDirectory();
  }

  private void assertRefused(CurriculumPlan plan, String message) {
    assertThatThrownBy(() -> VerlExport.writeCurriculum(folder, plan, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aTextBecomesATurnOfTheUserAndTokensAreRefused() throws IOException {
    Problem text = new Problem("a", "x", Prompt.text("Once"), "?", List.of("y"));
    VerlExport.writeTest(folder.resolve("test.jsonl"), List.of(new PlannedProblem(text, 1)));

    assertThat(lines(folder.resolve("test.jsonl")).get(0).get("prompt"))
        .isEqualTo(JSON.readTree("[{\"role\": \"user\", \"content\": \"Once\"}]"));
    Problem tokens = new Problem("a", "x", Prompt.tokens(1), "?", List.of("y"));
    assertThatThrownBy(
            () ->
                VerlExport.writeTest(
                    folder.resolve("test.jsonl"), List.of(new PlannedProblem(tokens, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("problem a, prompt: expected a conversation or a text, found tokens");
    assertThat(lines(folder.resolve("test.jsonl"))).hasSize(1);
  }

  @Test
  void theReleasedPromptKeepsTheMarksThatItsJudgeLooksFor() throws IOException {
    Problem problem =
        Problem.of(
            "a", "musique", PromptTemplate.qwenLongL1(), "A </text> B", "Who?", List.of("x"));
    VerlExport.writeTest(folder.resolve("test.jsonl"), List.of(new PlannedProblem(problem, 1)));

    String content =
        lines(folder.resolve("test.jsonl")).get(0).get("prompt").get(0).get("content").asText();
    int from = content.indexOf("</text>") + "</text>".length();
    assertThat(content.substring(from, content.indexOf("Format your response as follows:")))
        .isEqualToIgnoringWhitespace("Who?");
  }

  @Test
  void allRowsOfAFileHaveTheSameFieldsAndNoneIsNull() throws IOException {
    CurriculumPlan plan = plan();
    VerlExport.writeCurriculum(folder, plan, List.of(mix(plan)));

    for (String file : List.of("phase-1.jsonl", "phase-2.jsonl", "phase-2-retrospective.jsonl")) {
      assertThat(lines(folder.resolve(file)).stream().map(VerlExportTest::shape).distinct())
          .as(file)
          .hasSize(1);
    }
  }

  private static String shape(JsonNode node) {
    StringBuilder shape = new StringBuilder(node.getNodeType().name());
    assertThat(node.isNull()).isFalse();
    node.properties().forEach(f -> shape.append(f.getKey()).append(shape(f.getValue())));
    return shape.toString();
  }

  @Test
  void refusesMixesOfAnotherPlan() {
    CurriculumPlan plan = plan();
    assertThatThrownBy(
            () -> VerlExport.writeCurriculum(folder, plan, List.of(new PhaseMix(3, 1, List.of()))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mixes: expected each of the phases 1 to 2 at most once, found 3");
    assertThatThrownBy(
            () -> VerlExport.writeCurriculum(folder, plan, List.of(mix(plan), mix(plan))))
        .hasMessageEndingWith("found 2");
    PhaseMix later = new PhaseMix(2, 2, List.of(new Difficulty("c", 0, 8)));
    assertThatThrownBy(() -> VerlExport.writeCurriculum(folder, plan, List.of(later)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mix of phase 2: expected problems of earlier phases, found c");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesToLeavePhasesOfAnotherPlanBeside() throws IOException {
    CurriculumPlan plan = plan();
    VerlExport.writeCurriculum(folder, plan, List.of(mix(plan)));
    String before = Files.readString(folder.resolve("phase-1.jsonl"));

    assertThatThrownBy(() -> VerlExport.writeCurriculum(folder, plan, List.of()))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            folder + ": expected no phases of another plan, found phase-2-retrospective.jsonl");
    VerlExport.writeCurriculum(folder, plan, List.of(mix(plan)));
    assertThat(folder.resolve("phase-1.jsonl")).hasContent(before);
  }

  @Test
  void aFolderThatCannotBeMadeIsATrainingFailure() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThatThrownBy(() -> VerlExport.writeCurriculum(file, plan(), List.of()))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(file + ": cannot be written: ");
  }

  @Test
  void tracesBecomePairsOrConversations() throws IOException {
    TraceSet set = traces(problem("a", "musique", "Paris"));
    VerlExport.writePairs(folder.resolve("pairs.jsonl"), set);
    VerlExport.writeMessages(folder.resolve("messages.jsonl"), set);

    assertThat(lines(folder.resolve("pairs.jsonl")))
        .containsExactly(
            JSON.readTree(
                """
                {"id": "a", "data_source": "musique", "prompt": "Text. Where is a?",
                 "response": "Hm.</think>The answer is \\"Paris\\"\\u2028"}
                """));
    assertThat(lines(folder.resolve("messages.jsonl")))
        .containsExactly(
            JSON.readTree(
                """
                {"id": "a", "data_source": "musique", "messages": [
                   {"role": "user", "content": "Text. Where is a?"},
                   {"role": "assistant",
                    "content": "Hm.</think>The answer is \\"Paris\\"\\u2028"}]}
                """));
  }

  @Test
  void aPairHasOneTurnOfTheUserAndNoOther() {
    TraceSet set =
        traces(
            new Problem(
                "a",
                "musique",
                Prompt.chat(ChatMessage.system("Be brief."), ChatMessage.user("Where?")),
                "Where?",
                List.of("Paris")));

    assertThatThrownBy(() -> VerlExport.writePairs(folder.resolve("pairs.jsonl"), set))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("problem a, prompt: expected one turn of the user, found [SYSTEM, USER]");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void nothingIsNoFile() {
    assertThatThrownBy(() -> VerlExport.writeTest(folder.resolve("test.jsonl"), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                VerlExport.writePairs(
                    folder.resolve("pairs.jsonl"),
                    new TraceSet(List.of(), new TraceStats(0, 0, 0, 0, 0, 0, 0, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("traces: expected at least one, found none");
  }

  private static TraceSet traces(Problem problem) {
    Trace trace = new Trace(problem, "Hm.</think>The answer is \"Paris\"\u2028", new int[0]);
    return new TraceSet(List.of(trace), new TraceStats(1, 0, 0, 1, 1, 0, 0, 0));
  }
}
