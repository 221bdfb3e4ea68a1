package dev.longctx.align;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.align.data.ContextPrompt;
import dev.longctx.align.data.SupportedQuestion;
import dev.longctx.align.data.Triple;
import dev.longctx.align.data.TripleBuilder;
import dev.longctx.align.data.TripleFile;
import dev.longctx.align.data.TripleTokenizer;
import dev.longctx.align.data.TripleTokens;
import dev.longctx.align.objective.SimPo;
import dev.longctx.align.testing.ScriptedModel;
import dev.longctx.align.testing.TablePolicy;
import dev.longctx.align.testing.WordTokenizer;
import dev.longctx.api.Document;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.training.AdamW;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: questions, triples, a file, tokens, training. */
class FromQuestionsToPolicyTest {

  private static final ContextPrompt PROMPT =
      (question, documents) ->
          Prompt.text(
              documents.stream().map(Document::text).collect(Collectors.joining(" "))
                  + " "
                  + question);

  @TempDir Path folder;

  @Test
  void alignsAPolicyWithTriplesOfItsQuestions() {
    List<Triple> triples = triples();
    TripleFile.write(folder.resolve("triples.jsonl"), triples);
    TablePolicy policy = new TablePolicy(64, 1);
    TripleTokens tokens =
        new TripleTokenizer(new WordTokenizer(), PROMPT, policy.maxTokens())
            .tokens(TripleFile.read(folder.resolve("triples.jsonl")));
    assertThat(tokens.skips()).isEmpty();

    AlignmentReport report =
        SoLoPo.builder()
            .objective(SimPo.builder().beta(2).gamma(0.5).build())
            .alignmentWeight(1)
            .policy(policy)
            .optimizer(AdamW.builder().learningRate(0.02).build())
            .triples(tokens.triples())
            .batch(4)
            .epochs(30)
            .checkpoints(folder.resolve("run"), 10)
            .build()
            .align();
    report.writeTo(folder.resolve("report"));

    StepRewards before = report.steps().get(0).rewards();
    StepRewards after = report.steps().get(report.steps().size() - 1).rewards();
    assertThat(report.steps()).hasSize(45);
    assertThat(after.margin()).isGreaterThan(before.margin() + 1);
    assertThat(after.accuracy()).isEqualTo(1);
    assertThat(folder.resolve("report/gap.png")).exists();
  }

  private static List<Triple> triples() {
    List<Document> pool =
        IntStream.range(0, 10)
            .mapToObj(i -> Document.of("pool" + i, "bee" + i + " dances"))
            .toList();
    List<SupportedQuestion> questions =
        IntStream.range(0, 6)
            .mapToObj(
                i ->
                    new SupportedQuestion(
                        "q" + i,
                        "where ?",
                        List.of(Document.of("fact" + i, "castle" + i + " in Aude")),
                        List.of("Aude")))
            .toList();
    return TripleBuilder.builder()
        .model(new ScriptedModel(i -> i % 3 == 0 ? "in Aude" : "not stated", 2_000))
        .prompt(PROMPT)
        .unrelated(pool)
        .longTokens(20)
        .samples(6)
        .build()
        .build(questions)
        .triples();
  }
}
