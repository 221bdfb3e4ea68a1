package dev.longctx.langchain4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.longctx.api.Cancellation;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Tokenizer;
import dev.longctx.reason.answer.Strictness;
import dev.longctx.reason.answer.TaskKind;
import dev.longctx.reason.curriculum.Curriculum;
import dev.longctx.reason.curriculum.CurriculumPlan;
import dev.longctx.reason.curriculum.Difficulty;
import dev.longctx.reason.curriculum.PhaseLength;
import dev.longctx.reason.curriculum.PlannedProblem;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.curriculum.TraceSet;
import dev.longctx.reason.curriculum.VerifiedTraces;
import dev.longctx.reason.export.VerlExport;
import dev.longctx.reason.reward.Reward;
import dev.longctx.reason.reward.RuleReward;
import dev.longctx.reason.rollout.RolloutSampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code in the document on clusters runs, because it is this. */
class ClusterDocumentTest extends RemoteModelTest {

  private static final String SOURCE =
      "src/test/java/dev/longctx/langchain4j/model/ClusterDocumentTest.java";
  private static final Path DOCUMENT = Path.of("../../docs/reinforcement-cluster.md");

  private static void export(
      LanguageModel model,
      Tokenizer tokenizer,
      Reward reward,
      List<Problem> problems,
      Path directory) {
    // begin
    CurriculumPlan plan =
        CurriculumPlan.of(
            Curriculum.qwenLongL1(PhaseLength.epochs(30)),
            problems,
            problem -> tokenizer.encode(problem.prompt()).length);
    RolloutSampler sampler =
        RolloutSampler.builder()
            .model(model)
            .reward(reward)
            .group(8)
            .maxTokens(10_000)
            .logProbs(false) // chat endpoints have none to give
            .build();

    List<Problem> first = plan.before(1).stream().map(PlannedProblem::problem).toList();
    long[] seeds = LongStream.range(0, first.size()).toArray();
    List<Difficulty> difficulties =
        sampler.sample(first, seeds, new Cancellation()).stream()
            .map(Difficulty::of)
            .flatMap(Optional::stream)
            .toList();
    VerlExport.writeCurriculum(directory, plan, List.of(plan.mix(1, difficulties, 42)));

    TraceSet traces =
        VerifiedTraces.builder()
            .sampler(sampler)
            .problems(first)
            .build()
            .collect(new Cancellation());
    VerlExport.writePairs(directory.resolve("warm-up.jsonl"), traces);
    // end
  }

  @Test
  void showsCodeThatCompiles() throws IOException {
    String source = Files.readString(Path.of(SOURCE));
    String code = source.substring(source.indexOf("// begin\n"), source.indexOf("\n    // end\n"));
    String shown = code.substring("// begin\n".length()).stripIndent();
    assertThat(Files.readString(DOCUMENT)).contains("```java\n" + shown + "\n```");
  }

  @Test
  void theCodeExportsWhatAServerSays(@TempDir Path directory) throws IOException {
    for (int sample = 0; sample < 24; sample++) {
      String answer = sample < 8 ? "Rome" : "Paris";
      server.reply(OpenAiServer.answer("Hm.</think>Therefore, the answer is " + answer + "."));
    }
    RemoteLanguageModel model =
        open(
            settings()
                .chatModel(server.chat().build())
                .maxConcurrentRequests(1)
                .sampleParameters(
                    (common, seed) ->
                        OpenAiChatRequestParameters.builder().overrideWith(common).build()));

    export(
        model,
        new Lengths(),
        RuleReward.of(TaskKind.DOCUMENT_QA, Strictness.STRICT),
        List.of(problem("a", 100), problem("b", 30_000), problem("c", 70_000)),
        directory);

    assertThat(directory.resolve("phase-1.jsonl")).content().contains("\"id\":\"a\"");
    assertThat(directory.resolve("phase-2.jsonl")).content().contains("\"id\":\"b\"");
    assertThat(directory.resolve("phase-2-retrospective.jsonl"))
        .content()
        .contains("\"id\":\"a\"", "\"mean_reward\":0.0,\"scored_samples\":8");
    assertThat(directory.resolve("warm-up.jsonl")).content().contains("the answer is Paris.");
    assertThat(directory.resolve("plan.md")).content().contains("60,000 tokens: 1");
  }

  private static Problem problem(String id, int tokens) {
    return new Problem(
        id, "musique", Prompt.user(Integer.toString(tokens)), "Where?", List.of("Paris"));
  }

  /** Prompts that say how long they are. */
  private static final class Lengths implements Tokenizer {

    @Override
    public int[] encode(Prompt prompt) {
      return new int[Integer.parseInt(((Prompt.Chat) prompt).messages().get(0).content())];
    }

    @Override
    public int[] encode(String text) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int[] encodeResponse(String response) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String decode(int[] ids) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int[] endTokens() {
      throw new UnsupportedOperationException();
    }
  }
}
