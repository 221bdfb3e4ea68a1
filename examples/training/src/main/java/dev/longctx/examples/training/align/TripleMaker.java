package dev.longctx.examples.training.align;

import dev.longctx.align.data.ContextLength;
import dev.longctx.align.data.SupportedQuestion;
import dev.longctx.align.data.Triple;
import dev.longctx.align.data.TripleBuilder;
import dev.longctx.align.data.TripleSet;
import dev.longctx.api.Document;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.model.Prompt;
import dev.longctx.examples.training.task.Domain;
import dev.longctx.examples.training.task.Draw;
import dev.longctx.examples.training.task.Example;
import dev.longctx.examples.training.task.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Triples of one seed: each question with a world of its own. */
final class TripleMaker {

  private static final int MAX_RESPONSE = 24;
  private static final int DISTRACTORS = 7;

  private final LanguageModel model;
  private final long seed;
  private final Consumer<String> progress;
  private final List<Triple> triples = new ArrayList<>();
  private long prefilled;
  private int questions;

  TripleMaker(LanguageModel model, long seed, Consumer<String> progress) {
    this.model = model;
    this.seed = seed;
    this.progress = progress;
  }

  /** Asks question after question until so many have become triples, or so many were asked. */
  SampledTriples make(int pairs, int mostQuestions, ContextLength sampledUnder) {
    while (triples.size() < pairs && questions < mostQuestions) {
      add(sampledUnder);
      if (questions % 50 == 0) {
        progress.accept("%d triples of %d questions".formatted(triples.size(), questions));
      }
    }
    return new SampledTriples(triples, questions, prefilled);
  }

  private void add(ContextLength sampledUnder) {
    Draw draw = new Draw(seed * 1_000_003 + questions);
    Example example = Example.random(Domain.PEOPLE, Scale.SHORT, draw);
    List<Document> others =
        example.among(Scale.LONG, draw).pages().stream()
            .filter(page -> !example.question().needs(page))
            .map(Page::document)
            .toList();
    TripleSet made =
        TripleBuilder.builder()
            .model(model)
            .prompt((question, documents) -> Prompt.text(Example.prompt(question, documents)))
            .unrelated(others)
            .answersInUnrelated(true) // worlds have few objects; who has them is what matters
            .distractors(DISTRACTORS)
            .longTokens(Scale.LONG)
            .maxResponseTokens(MAX_RESPONSE)
            .sampledUnder(sampledUnder)
            .seed(seed)
            .build()
            .build(List.of(question(example)));
    triples.addAll(made.triples());
    prefilled += made.stats().prefilledTokens();
    questions++;
  }

  private SupportedQuestion question(Example example) {
    return new SupportedQuestion(
        "s%d-%d".formatted(seed, questions),
        example.question().text(),
        example.evidence().stream().map(Page::document).toList(),
        List.of(example.question().answer()));
  }
}
