package dev.longctx.align.data;

import dev.longctx.align.internal.data.UnrelatedPool;
import dev.longctx.api.Cancellation;
import dev.longctx.api.Document;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationListener;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.runs.random.Draws;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** One call of {@link TripleBuilder}. */
final class TripleRun {

  private static final Set<String> NOT_LOOKED_FOR = Set.of("yes", "no");

  private final TripleBuilder settings;
  private final UnrelatedPool pool;
  private final Cancellation cancellation;
  private final List<Triple> triples = new ArrayList<>();
  private final Map<SkipReason, Integer> skips = new EnumMap<>(SkipReason.class);
  private int questions;
  private long prefilled;
  private long generated;

  TripleRun(TripleBuilder settings, UnrelatedPool pool, Cancellation cancellation) {
    this.settings = settings;
    this.pool = pool;
    this.cancellation = cancellation;
  }

  TripleSet result() {
    return new TripleSet(
        triples, new TripleStats(questions, triples.size(), skips, prefilled, generated));
  }

  void add(SupportedQuestion question) {
    cancellation.throwIfCancelled();
    questions++;
    try {
      Triple triple = triple(question);
      triples.add(triple);
      settings.listener.accepted(triple);
    } catch (Skip skip) {
      skips.merge(skip.reason, 1, Integer::sum);
      settings.listener.skipped(question, skip.reason);
    }
  }

  private Triple triple(SupportedQuestion question) throws Skip {
    List<Document> others = unrelated(question);
    int few = Math.min(settings.distractors, others.size());
    Skip.when(others.size() == few, SkipReason.NO_UNRELATED_DOCUMENTS);
    List<Document> near = shuffled(question, others.subList(0, few), "short");
    List<Document> far = shuffled(question, others, "long");
    List<String> responses =
        respond(question, settings.sampledUnder == ContextLength.SHORT ? near : far);
    List<String> hits = new ArrayList<>();
    List<String> misses = new ArrayList<>();
    responses.forEach(
        response ->
            (settings.check.isRight(response, question.answers()) ? hits : misses).add(response));
    // A judge may contradict itself over equal responses.
    misses.removeAll(hits);
    Skip.when(hits.isEmpty(), SkipReason.NO_HIT);
    Skip.when(misses.isEmpty(), SkipReason.NO_MISS);
    Draws picks = draws(question, "pick");
    return new Triple(
        question.id(),
        question.question(),
        question.evidence().stream().map(Document::id).toList(),
        near,
        far,
        picks.oneOf(hits),
        picks.oneOf(misses),
        question.answers());
  }

  private List<Document> unrelated(SupportedQuestion question) throws Skip {
    long left = settings.longTokens - pool.count(question.evidence());
    Skip.when(left < 0, SkipReason.EVIDENCE_TOO_LONG);
    return pool.draw(question.evidence(), left, allowed(question), draws(question, "unrelated"));
  }

  private Predicate<Document> allowed(SupportedQuestion question) {
    List<String> answers =
        question.answers().stream()
            .filter(answer -> NOT_LOOKED_FOR.stream().noneMatch(answer.strip()::equalsIgnoreCase))
            .toList();
    return settings.answersInUnrelated
        ? document -> true
        : document -> !SubExactMatch.holdsOneOf(document.text(), answers);
  }

  private List<Document> shuffled(
      SupportedQuestion question, List<Document> others, String purpose) {
    List<Document> context = new ArrayList<>(question.evidence());
    context.addAll(others);
    draws(question, purpose).shuffle(context);
    return context;
  }

  private Draws draws(SupportedQuestion question, String purpose) {
    return Draws.of(settings.seed, question.id(), purpose);
  }

  private List<String> respond(SupportedQuestion question, List<Document> context) throws Skip {
    Prompt prompt = settings.prompt.of(question.question(), context);
    int promptTokens = settings.model.countTokens(prompt);
    long needed = (long) promptTokens + settings.maxResponseTokens;
    Skip.when(needed > settings.model.maxTokens().orElse(Integer.MAX_VALUE), SkipReason.TOO_LONG);
    Generation generation =
        settings.model.generate(request(question, prompt), cancellation, GenerationListener.NONE);
    prefilled +=
        (generation.promptTokens() > 0 ? generation.promptTokens() : promptTokens)
            - generation.reusedTokens();
    generated += generation.completionTokens();
    List<String> responses =
        generation.completions().stream()
            .filter(completion -> completion.finish() == FinishReason.STOP)
            .map(Completion::text)
            .filter(text -> !text.isBlank())
            .toList();
    Skip.when(responses.isEmpty(), SkipReason.NO_RESPONSE);
    return responses;
  }

  private GenerationRequest request(SupportedQuestion question, Prompt prompt) {
    return GenerationRequest.builder()
        .prompt(prompt)
        .sampling(settings.sampling)
        .samples(settings.samples)
        .maxTokens(settings.maxResponseTokens)
        .seed(draws(question, "respond").next())
        .build();
  }

  /** A question that becomes no triple. */
  private static final class Skip extends Exception {

    private static final long serialVersionUID = 1L;

    final SkipReason reason;

    Skip(SkipReason reason) {
      super(reason.name(), null, false, false);
      this.reason = reason;
    }

    static void when(boolean condition, SkipReason reason) throws Skip {
      if (condition) {
        throw new Skip(reason);
      }
    }
  }
}
