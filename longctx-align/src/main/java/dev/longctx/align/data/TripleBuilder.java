package dev.longctx.align.data;

import dev.longctx.align.internal.Once;
import dev.longctx.align.internal.data.UnrelatedPool;
import dev.longctx.api.Cancellation;
import dev.longctx.api.Document;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.internal.AsyncCall;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.model.Sampling;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Makes triples of questions (SoLoPO, section 3): the short context is the evidence, the long one
 * the evidence among unrelated documents, in random order; a model responds several times under the
 * short context, and chance picks one of the right and one of the wrong responses. They are never
 * made again under the long context.
 *
 * <p>What a question becomes depends on its id, the seed, the pool and the model, and not on the
 * other questions. Responses that were cut off are not used. Immutable, and as thread-safe as the
 * model.
 */
public final class TripleBuilder {

  private static final Sampling SAMPLING = Sampling.builder().temperature(0.85).build();

  final LanguageModel model;
  final ContextPrompt prompt;
  final List<Document> unrelated;
  final TokenCounter counter;
  final int longTokens;
  final int distractors;
  final int samples;
  final Sampling sampling;
  final int maxResponseTokens;
  final ContextLength sampledUnder;
  final ResponseCheck check;
  final boolean answersInUnrelated;
  final long seed;
  final TripleListener listener;

  private TripleBuilder(Builder builder) {
    model = Once.needed("model", builder.model);
    unrelated = Once.needed("unrelated", builder.unrelated);
    prompt = Once.or(builder.prompt, ContextPrompt.chat());
    counter = builder.counter != null ? builder.counter : model.tokenCounter();
    longTokens = Once.or(builder.longTokens, 8_000);
    distractors = Once.or(builder.distractors, 0);
    samples = Once.or(builder.samples, 32);
    sampling = Once.or(builder.sampling, SAMPLING);
    maxResponseTokens = Once.or(builder.maxResponseTokens, 1_024);
    sampledUnder = Once.or(builder.sampledUnder, ContextLength.SHORT);
    check = Once.or(builder.check, ResponseCheck.subExactMatch());
    answersInUnrelated = Once.or(builder.answersInUnrelated, false);
    seed = Once.or(builder.seed, 0L);
    listener = Once.or(builder.listener, TripleListener.NONE);
  }

  /**
   * Settings to put together.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Makes triples, one question after the other.
   *
   * @param questions each with an id of its own
   * @return triples and counts
   * @throws dev.longctx.api.model.GenerationException if the model fails
   * @throws IllegalArgumentException if two questions have the same id
   */
  public TripleSet build(List<SupportedQuestion> questions) {
    return build(questions, new Cancellation());
  }

  /**
   * Makes triples, one question after the other.
   *
   * @param questions each with an id of its own
   * @param cancellation ends the call early from another thread; the listener has the triples that
   *     were made
   * @return triples and counts
   * @throws dev.longctx.api.model.GenerationException if the model fails
   * @throws java.util.concurrent.CancellationException if it was cancelled
   * @throws IllegalArgumentException if two questions have the same id
   */
  public TripleSet build(List<SupportedQuestion> questions, Cancellation cancellation) {
    if (questions.stream().map(SupportedQuestion::id).distinct().count() != questions.size()) {
      throw new IllegalArgumentException("questions: expected different ids, found one twice");
    }
    TripleRun run = new TripleRun(this, new UnrelatedPool(unrelated, counter), cancellation);
    questions.forEach(run::add);
    return run.result();
  }

  /**
   * Makes triples on an executor. Cancelling the future, or completing it in another way, stops the
   * work; the listener has the triples that were made.
   *
   * @param questions each with an id of its own
   * @param executor runs the call
   * @return triples and counts to come
   * @throws java.util.concurrent.RejectedExecutionException if the executor takes no more calls
   */
  public CompletableFuture<TripleSet> buildAsync(
      List<SupportedQuestion> questions, Executor executor) {
    return AsyncCall.start(cancellation -> build(questions, cancellation), executor);
  }

  /**
   * Collects settings, each of which may be given once: a second call throws {@link
   * IllegalStateException}. Not thread-safe.
   */
  public static final class Builder {

    private @Nullable LanguageModel model;
    private @Nullable ContextPrompt prompt;
    private @Nullable List<Document> unrelated;
    private @Nullable TokenCounter counter;
    private @Nullable Integer longTokens;
    private @Nullable Integer distractors;
    private @Nullable Integer samples;
    private @Nullable Sampling sampling;
    private @Nullable Integer maxResponseTokens;
    private @Nullable ContextLength sampledUnder;
    private @Nullable ResponseCheck check;
    private @Nullable Boolean answersInUnrelated;
    private @Nullable Long seed;
    private @Nullable TripleListener listener;

    private Builder() {}

    /**
     * Gives the model that responds; needed. SoLoPO takes the policy that is to be trained.
     *
     * @param value the model, which stays the caller's to close
     * @return this builder
     */
    public Builder model(LanguageModel value) {
      model = Once.give("model", model, Objects.requireNonNull(value, "model"));
      return this;
    }

    /**
     * Gives how a question and its context become a prompt; {@link ContextPrompt#chat()} by
     * default.
     *
     * @param value the prompt function
     * @return this builder
     */
    public Builder prompt(ContextPrompt value) {
      prompt = Once.give("prompt", prompt, Objects.requireNonNull(value, "prompt"));
      return this;
    }

    /**
     * Gives the documents that long contexts are filled with; needed. Those that share an id or the
     * text with a question's evidence are left out there.
     *
     * @param values any number
     * @return this builder
     */
    public Builder unrelated(List<Document> values) {
      unrelated = Once.give("unrelated", unrelated, List.copyOf(values));
      return this;
    }

    /**
     * Gives what counts the tokens of documents; the model's counter by default.
     *
     * @param value the counter
     * @return this builder
     */
    public Builder tokenCounter(TokenCounter value) {
      counter = Once.give("tokenCounter", counter, Objects.requireNonNull(value, "tokenCounter"));
      return this;
    }

    /**
     * Gives the most tokens of a long context's documents, each counted by itself, without the
     * prompt around them; 8,000 by default.
     *
     * @param value at least 1
     * @return this builder
     */
    public Builder longTokens(int value) {
      longTokens = Once.give("longTokens", longTokens, Once.atLeast(1, "longTokens", value));
      return this;
    }

    /**
     * Gives how many unrelated documents the short context has besides the evidence, fewer where
     * the pool or the long context's tokens do not suffice; 0 by default. The long context has them
     * too.
     *
     * @param value 0 or more
     * @return this builder
     */
    public Builder distractors(int value) {
      distractors = Once.give("distractors", distractors, Once.atLeast(0, "distractors", value));
      return this;
    }

    /**
     * Gives how often the model responds to each question, in one request; 32 by default.
     *
     * @param value at least 2
     * @return this builder
     */
    public Builder samples(int value) {
      samples = Once.give("samples", samples, Once.atLeast(2, "samples", value));
      return this;
    }

    /**
     * Gives how the model chooses tokens; at temperature 0.85 by default.
     *
     * @param value the sampling
     * @return this builder
     */
    public Builder sampling(Sampling value) {
      sampling = Once.give("sampling", sampling, Objects.requireNonNull(value, "sampling"));
      return this;
    }

    /**
     * Gives the most tokens of a response; 1,024 by default.
     *
     * @param value at least 1
     * @return this builder
     */
    public Builder maxResponseTokens(int value) {
      maxResponseTokens =
          Once.give(
              "maxResponseTokens", maxResponseTokens, Once.atLeast(1, "maxResponseTokens", value));
      return this;
    }

    /**
     * Gives the context that the model responds under; the short one by default. The long one is
     * for comparisons of what both cost.
     *
     * @param value which context
     * @return this builder
     */
    public Builder sampledUnder(ContextLength value) {
      sampledUnder =
          Once.give("sampledUnder", sampledUnder, Objects.requireNonNull(value, "sampledUnder"));
      return this;
    }

    /**
     * Gives what tells right from wrong responses; {@link ResponseCheck#subExactMatch()} by
     * default.
     *
     * @param value the check
     * @return this builder
     */
    public Builder check(ResponseCheck value) {
      check = Once.give("check", check, Objects.requireNonNull(value, "check"));
      return this;
    }

    /**
     * Gives whether an unrelated document may hold a right answer, word by word; not by default.
     * Answers of yes or no are never looked for.
     *
     * @param value true to allow it
     * @return this builder
     */
    public Builder answersInUnrelated(boolean value) {
      answersInUnrelated = Once.give("answersInUnrelated", answersInUnrelated, value);
      return this;
    }

    /**
     * Gives what chance begins with; 0 by default.
     *
     * @param value any value
     * @return this builder
     */
    public Builder seed(long value) {
      seed = Once.give("seed", seed, value);
      return this;
    }

    /**
     * Gives what follows along; nothing by default.
     *
     * @param value the listener
     * @return this builder
     */
    public Builder listener(TripleListener value) {
      listener = Once.give("listener", listener, Objects.requireNonNull(value, "listener"));
      return this;
    }

    /**
     * The settings as given so far.
     *
     * @return the builder of triples
     * @throws IllegalStateException if the model or the unrelated documents are missing
     */
    public TripleBuilder build() {
      return new TripleBuilder(this);
    }
  }
}
