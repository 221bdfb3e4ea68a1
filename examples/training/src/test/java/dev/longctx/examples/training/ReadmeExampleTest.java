package dev.longctx.examples.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.align.AlignmentReport;
import dev.longctx.align.SoLoPo;
import dev.longctx.align.data.ContextPrompt;
import dev.longctx.align.data.Triple;
import dev.longctx.align.data.TripleFile;
import dev.longctx.align.data.TripleTokenizer;
import dev.longctx.align.objective.SimPo;
import dev.longctx.api.Document;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.training.AdamW;
import dev.longctx.onnx.lm.CausalLmOptions;
import dev.longctx.onnx.lm.OnnxCausalLm;
import dev.longctx.onnx.tokenizer.HuggingFaceTokenizer;
import dev.longctx.reason.curriculum.Curriculum;
import dev.longctx.reason.curriculum.PhaseLength;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.curriculum.Retrospective;
import dev.longctx.reason.objective.RlAlgorithm;
import dev.longctx.reason.reinforce.LongContextRl;
import dev.longctx.reason.reinforce.ProgressLine;
import dev.longctx.reason.reinforce.RlReport;
import dev.longctx.reason.reward.Reward;
import dev.longctx.reason.reward.RewardReason;
import dev.longctx.reason.reward.RewardScore;
import dev.longctx.train.TorchPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** README's example of a training, compiled and run; README must show the very code here. */
final class ReadmeExampleTest {

  private static final Path README = Path.of("../../README.md");
  private static final Path SOURCE =
      Path.of("src/test/java/dev/longctx/examples/training/ReadmeExampleTest.java");
  private static final Path CHECKPOINT = Path.of("policy/hf");

  private static void align(Path checkpoint, Path triples, Path aligned) {
    // alignment begins
    try (TorchPolicy policy = TorchPolicy.open(checkpoint);
        HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.open(checkpoint)) {
      TripleTokenizer tokens =
          new TripleTokenizer(tokenizer, ContextPrompt.text(), policy.maxTokens());
      AlignmentReport report =
          SoLoPo.builder()
              .objective(SimPo.builder().beta(2.0).gamma(1.0).build())
              .alignmentWeight(1.0) // of the distance between short and long rewards
              .policy(policy)
              .triples(tokens.tokens(TripleFile.read(triples)).triples())
              .optimizer(AdamW.builder().learningRate(1e-3).build())
              .batch(8)
              .epochs(1)
              .build()
              .align();
      System.out.println(report.toMarkdown());
      policy.save(aligned); // as transformers and tools/export load it
    }
    // alignment ends
  }

  private static void reinforce(
      Path checkpoint, Path graph, List<Problem> problems, Reward reward, Path target) {
    CausalLmOptions trainable = CausalLmOptions.builder().trainable(true).build();
    // reinforcement begins
    try (TorchPolicy policy = TorchPolicy.open(checkpoint);
        OnnxCausalLm rollouts = OnnxCausalLm.load(graph, trainable)) {
      RlReport report =
          LongContextRl.builder()
              .policy(policy)
              .rollouts(rollouts) // the same decoder as a graph; gets the weights before each step
              .reward(reward) // such as HybridReward: a rule, and a judge where the rule says no
              .algorithm(RlAlgorithm.grpo()) // or dapo(), or one of your own
              .curriculum(
                  Curriculum.builder()
                      .phase(128, PhaseLength.steps(2)) // prompts of up to 128 tokens
                      .phase(512, PhaseLength.steps(2)) // then up to 512
                      .retrospective(Retrospective.hardest()) // and what it never solved
                      .build())
              .problems(problems) // prompt, question and gold answers of each
              .optimizer(AdamW.builder().learningRate(1e-4).build())
              .promptsPerStep(8)
              .maxResponseTokens(24)
              .checkpoints(target.resolve("checkpoints"), 10) // a run that was killed goes on
              .listener(new ProgressLine(System.out))
              .build()
              .train();
      report.writeTo(target.resolve("report")); // tables and plots on one page
      policy.save(target.resolve("policy"));
    }
    // reinforcement ends
  }

  @Test
  void reinforcementPrintsItsStepsAndSavesThePolicy(@TempDir Path directory) {
    Problem shorter = problem("shorter", 1);
    Problem longer = problem("longer", 30);
    Reward reward =
        (attempt, cancellation) ->
            RewardScore.of(
                attempt.response().contains("Rome") ? 1 : 0, null, RewardReason.RULE_SAME);

    String printed =
        printedBy(
            () ->
                reinforce(
                    CHECKPOINT,
                    Path.of("policy/onnx"),
                    List.of(shorter, longer),
                    reward,
                    directory));

    assertThat(printed).contains("step 4");
    assertThat(directory.resolve("report/report.html")).isNotEmptyFile();
    assertThat(directory.resolve("policy/model.safetensors")).isNotEmptyFile();
  }

  private static Problem problem(String id, int facts) {
    String text = "home of Ada Rome . ".repeat(facts);
    String question = "question : home of Ada ?";
    return new Problem(id, "people", Prompt.text(text + question), question, List.of("Rome"));
  }

  @Test
  void printsWhatTheStepsDidAndSavesThePolicy(@TempDir Path directory) {
    Path triples = directory.resolve("triples.jsonl");
    TripleFile.write(triples, List.of(triple("first"), triple("second")));

    String printed = printedBy(() -> align(CHECKPOINT, triples, directory.resolve("aligned")));

    assertThat(printed).contains("| step");
    assertThat(directory.resolve("aligned/model.safetensors")).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"alignment", "reinforcement"})
  void readmeShowsThisCode(String example) throws IOException {
    String begins = example + " begins";
    String ends = example + " ends";
    List<String> shown = between(README, "<!-- " + begins + " -->", "<!-- " + ends + " -->");
    shown.removeIf(line -> line.startsWith("```"));
    assertThat(shown).isNotEmpty().isEqualTo(between(SOURCE, "// " + begins, "// " + ends));
  }

  private static Triple triple(String id) {
    Document evidence = Document.of("a", "home of Ada Rome .");
    Document unrelated = Document.of("b", "home of Anna Oslo .");
    return new Triple(
        id,
        "home of Ada ?",
        List.of("a"),
        List.of(evidence),
        List.of(unrelated, evidence),
        "answer : Rome",
        "answer : Oslo",
        List.of("Rome"));
  }

  private static String printedBy(Runnable example) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      example.run();
    } finally {
      System.setOut(before);
    }
    return printed.toString(UTF_8);
  }

  /** The lines between the only two lines that are these marks, without blanks around them. */
  private static List<String> between(Path file, String begin, String end) throws IOException {
    List<String> lines =
        Files.readString(file).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    assertThat(lines).as(file.toString()).containsOnlyOnce(begin, end);
    return new ArrayList<>(lines.subList(lines.indexOf(begin) + 1, lines.indexOf(end)));
  }
}
