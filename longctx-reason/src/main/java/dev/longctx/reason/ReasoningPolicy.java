package dev.longctx.reason;

import dev.longctx.api.Cancellation;
import dev.longctx.api.Document;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationListener;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Sampling;
import dev.longctx.api.reasoning.Answer;
import dev.longctx.api.reasoning.Policy;
import dev.longctx.api.reasoning.PolicyListener;
import dev.longctx.api.reasoning.PromptFit;
import dev.longctx.api.reasoning.Reading;
import dev.longctx.reason.answer.AnswerExtractor;
import dev.longctx.reason.answer.AnswerNormaliser;
import dev.longctx.reason.answer.MissingThink;
import dev.longctx.reason.answer.Strictness;
import dev.longctx.reason.answer.TaskKind;
import dev.longctx.reason.internal.policy.CandidateReader;
import dev.longctx.reason.internal.policy.Candidates;
import dev.longctx.reason.internal.policy.Deadline;
import dev.longctx.reason.internal.policy.Limits;
import dev.longctx.reason.internal.policy.Once;
import dev.longctx.reason.internal.prompt.FittedPrompt;
import dev.longctx.reason.internal.prompt.PromptFitter;
import dev.longctx.reason.internal.prompt.ReadingText;
import dev.longctx.reason.prompt.Overlong;
import dev.longctx.reason.prompt.PromptTemplate;
import dev.longctx.reason.select.Selected;
import dev.longctx.reason.select.Selection;
import dev.longctx.reason.select.SelectionContext;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers as QwenLong-L1 does (arXiv 2505.17667): a language model reads the text, thinks and
 * answers, one or several times; answers are taken from what follows the thinking, counted, and one
 * of them is selected.
 *
 * <p>Immutable and thread-safe, as far as its model is. Model, compressor and judge stay the
 * caller's: {@link #close()} closes none of them, it only ends the use of this policy.
 */
public final class ReasoningPolicy implements Policy {

  private final LanguageModel model;
  private final PromptFitter fitter;
  private final CandidateReader reader;
  private final Selection selection;
  private final Sampling sampling;
  private final Limits limits;
  private final int samples;
  private final List<String> stopTexts;
  private final @Nullable Long seed;
  private final @Nullable Duration timeout;
  private volatile boolean closed;

  private ReasoningPolicy(Builder builder) {
    model = builder.requiredModel();
    limits = Limits.of(model, builder.maxTokens, builder.maxPromptTokens);
    fitter =
        new PromptFitter(
            model,
            builder.template(),
            Once.or(builder.overlong, Overlong.reject()),
            limits.prompt(),
            new ReadingText(Once.or(builder.documentHeadings, false)));
    reader = builder.reader();
    selection = Once.or(builder.selection, Selection.majority());
    sampling = Once.or(builder.sampling, Sampling.qwenLongL1());
    samples = Once.or(builder.samples, 1);
    stopTexts = Once.or(builder.stopTexts, List.of());
    seed = builder.seed;
    timeout = builder.timeout;
  }

  /**
   * A policy to configure. Only the model has no default.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Answers from whole documents.
   *
   * @param question the question, not blank
   * @param documents what to answer from, maybe none
   * @return the answer with all its candidates
   * @throws dev.longctx.api.model.GenerationException if the model fails, or the prompt is too long
   *     and the rule for that does not make it fit
   */
  public Answer answer(String question, List<Document> documents) {
    return answer(question, Reading.of(documents), new Cancellation(), PolicyListener.NONE);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the question is blank
   */
  @Override
  public Answer answer(
      String question, Reading reading, Cancellation cancellation, PolicyListener listener) {
    checkOpen();
    if (question.isBlank()) {
      throw new IllegalArgumentException("question: expected a text, found a blank one");
    }
    Deadline deadline = Deadline.in(timeout);
    cancellation.throwIfCancelled();
    FittedPrompt prompt = fitter.fit(question, reading, deadline, cancellation);
    boolean compressed = prompt.fit() == PromptFit.COMPRESSED;
    Duration compress = compressed ? deadline.spent() : Duration.ZERO;
    announce(prompt, listener);
    GenerationListener along = listener.readsText() ? listener::text : GenerationListener.NONE;
    Generation generation = model.generate(request(prompt, deadline), cancellation, along);
    Candidates candidates = reader.read(generation.completions());
    Selected selected = select(question, prompt, candidates, deadline, cancellation);
    return new Answer(
        candidates.scored(selected),
        selected.chosen(),
        reading,
        prompt.compression(),
        prompt.prompt(),
        prompt.fit(),
        usage(prompt, generation, selected),
        new Answer.Timings(
            compress, generation.prefillTime(), generation.decodeTime(), deadline.spent()),
        null);
  }

  @Override
  public Prompt prompt(String question, Reading reading) {
    return fitter.whole(question, reading).prompt();
  }

  private static void announce(FittedPrompt prompt, PolicyListener listener) {
    if (prompt.fit() == PromptFit.COMPRESSED && prompt.compression() != null) {
      listener.compressed(prompt.compression());
    }
    listener.prompted(prompt.fit(), prompt.tokens());
  }

  private GenerationRequest request(FittedPrompt prompt, Deadline deadline) {
    GenerationRequest.Builder request =
        GenerationRequest.builder()
            .prompt(prompt.prompt())
            .samples(samples)
            .sampling(sampling)
            .maxTokens(limits.completion())
            .stopTexts(stopTexts.toArray(String[]::new));
    if (seed != null) {
      request.seed(seed);
    }
    deadline.pass(request::timeout);
    return request.build();
  }

  private Selected select(
      String question,
      FittedPrompt prompt,
      Candidates candidates,
      Deadline deadline,
      Cancellation cancellation) {
    if (candidates.groups().isEmpty()) {
      return new Selected(
          0, Collections.nCopies(candidates.all().size(), 0.0), new Answer.Usage(0, 0, 0));
    }
    boolean cut = prompt.fit() == PromptFit.HEAD_AND_TAIL;
    return selection.select(
        new SelectionContext(
            question,
            candidates.all(),
            candidates.groups(),
            prompt.text(),
            cut ? null : prompt.compression(),
            cancellation,
            deadline.left()));
  }

  /** Remote models may not tell what the prompt took; then our own count stands in. */
  private static Answer.Usage usage(FittedPrompt prompt, Generation generation, Selected selected) {
    int told = generation.promptTokens();
    return new Answer.Usage(
        (told > 0 ? told : prompt.tokens()) + selected.usage().promptTokens(),
        generation.reusedTokens() + selected.usage().reusedTokens(),
        generation.completionTokens() + selected.usage().completionTokens());
  }

  @Override
  public TokenCounter tokenCounter() {
    checkOpen();
    return model.tokenCounter();
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("policy is closed");
    }
  }

  /** Ends the use of this policy. Its model, compressor and judge stay open. */
  @Override
  public void close() {
    closed = true;
  }

  /**
   * Configures a policy. Each setting may be given once; a second time, or one that contradicts an
   * earlier one, is an {@link IllegalStateException} at once. Not thread-safe.
   */
  public static final class Builder {

    private @Nullable LanguageModel model;
    private @Nullable PromptTemplate prompt;
    private @Nullable TaskKind task;
    private @Nullable AnswerExtractor extractor;
    private @Nullable AnswerNormaliser normaliser;
    private @Nullable MissingThink missingThink;
    private @Nullable Integer samples;
    private @Nullable Sampling sampling;
    private @Nullable Integer maxTokens;
    private @Nullable Integer maxPromptTokens;
    private @Nullable Boolean documentHeadings;
    private @Nullable Overlong overlong;
    private @Nullable Selection selection;
    private @Nullable List<String> stopTexts;
    private @Nullable Long seed;
    private @Nullable Duration timeout;

    private Builder() {}

    /**
     * Gives what reads and answers; needed.
     *
     * @param value the model, which stays the caller's
     * @return this builder
     */
    public Builder model(LanguageModel value) {
      model = Once.give("model", model, Objects.requireNonNull(value, "model"));
      return this;
    }

    /**
     * Gives how text and question become a prompt; by default {@link
     * PromptTemplate#multipleChoice()} for that kind of task and {@link
     * PromptTemplate#qwenLongL1()} for all others.
     *
     * @param value the template, which must ask for answers in the form that the extractor finds
     * @return this builder
     */
    public Builder prompt(PromptTemplate value) {
      prompt = Once.give("prompt", prompt, Objects.requireNonNull(value, "prompt"));
      return this;
    }

    /**
     * Gives what kind of answer is expected; {@link TaskKind#DOCUMENT_QA} by default. Answers are
     * found by its {@link Strictness#STRICT} rules. Not to be mixed with {@link #extractor}.
     *
     * @param value the kind
     * @return this builder
     */
    public Builder task(TaskKind value) {
      task = Once.give("task", task, Objects.requireNonNull(value, "task"));
      refuseTaskWithExtractor();
      return this;
    }

    /**
     * Gives how answers are found; by default as the kind of task says. Not to be mixed with {@link
     * #task}.
     *
     * @param value the extractor
     * @return this builder
     */
    public Builder extractor(AnswerExtractor value) {
      extractor = Once.give("extractor", extractor, Objects.requireNonNull(value, "extractor"));
      refuseTaskWithExtractor();
      return this;
    }

    private void refuseTaskWithExtractor() {
      if (task != null && extractor != null) {
        throw new IllegalStateException(
            "extractor cannot be combined with task, which has its own");
      }
    }

    /**
     * Gives which answers count as the same; by default as the kind of task says, and in words
     * ({@link AnswerNormaliser#strict()}) for an extractor of the caller's own.
     *
     * @param value the normaliser
     * @return this builder
     */
    public Builder normaliser(AnswerNormaliser value) {
      normaliser = Once.give("normaliser", normaliser, Objects.requireNonNull(value, "normaliser"));
      return this;
    }

    /**
     * Gives what a response without {@code </think>} answers; {@link MissingThink#WHOLE_RESPONSE}
     * by default, since many models do not think aloud. For one that always does, {@link
     * MissingThink#EMPTY_ANSWER} keeps a thought that was cut off from passing for its answer.
     *
     * @param value the rule
     * @return this builder
     */
    public Builder missingThink(MissingThink value) {
      missingThink =
          Once.give("missingThink", missingThink, Objects.requireNonNull(value, "missingThink"));
      return this;
    }

    /**
     * Gives how many answers are sampled; 1 by default. A local model reads the prompt once for all
     * of them.
     *
     * @param value at least 1
     * @return this builder
     */
    public Builder samples(int value) {
      samples = Once.give("samples", samples, Once.atLeast(1, "samples", value));
      refuseEqualSamples();
      return this;
    }

    /**
     * Gives how tokens are chosen; {@link Sampling#qwenLongL1()} by default, for a single sample
     * too: models that reason at length tend to repeat themselves when decoded greedily.
     *
     * @param value the sampling; not greedy where there are several samples
     * @return this builder
     */
    public Builder sampling(Sampling value) {
      sampling = Once.give("sampling", sampling, Objects.requireNonNull(value, "sampling"));
      refuseEqualSamples();
      return this;
    }

    private void refuseEqualSamples() {
      if (samples != null && samples > 1 && sampling != null && sampling.temperature() == 0) {
        throw new IllegalStateException(
            "samples: expected 1 at temperature 0, where all are equal, found " + samples);
      }
    }

    /**
     * Gives the most tokens of one sample, thinking included. By default 10,000, as QwenLong-L1
     * has, but at most half of the model's positions, or what {@link #maxPromptTokens} leaves of
     * them.
     *
     * @param value tokens of the model, at least 1
     * @return this builder
     */
    public Builder maxTokens(int value) {
      maxTokens = Once.give("maxTokens", maxTokens, Once.atLeast(1, "maxTokens", value));
      return this;
    }

    /**
     * Gives the most tokens of a prompt, template included; by default what {@link #maxTokens}
     * leaves of the model's positions, without a bound where these are unknown.
     *
     * @param value tokens of the model, at least 1
     * @return this builder
     */
    public Builder maxPromptTokens(int value) {
      maxPromptTokens =
          Once.give("maxPromptTokens", maxPromptTokens, Once.atLeast(1, "maxPromptTokens", value));
      return this;
    }

    /**
     * Gives whether each of several documents begins with its id in brackets, on a line of its own,
     * so that a question may ask which of them says something. Of an id at most 200 characters are
     * written. A budget of the pipeline does not count these lines, {@link #maxPromptTokens} does.
     * False by default, as QwenLong-L1 has it.
     *
     * @param value whether
     * @return this builder
     */
    public Builder documentHeadings(boolean value) {
      documentHeadings = Once.give("documentHeadings", documentHeadings, value);
      return this;
    }

    /**
     * Gives what happens to a text that makes the prompt too long; it is refused by default.
     *
     * @param value the rule
     * @return this builder
     */
    public Builder overlong(Overlong value) {
      overlong = Once.give("overlong", overlong, Objects.requireNonNull(value, "overlong"));
      return this;
    }

    /**
     * Gives how one of several answers is chosen; by {@link Selection#majority()} by default.
     *
     * @param value the selection
     * @return this builder
     */
    public Builder selection(Selection value) {
      selection = Once.give("selection", selection, Objects.requireNonNull(value, "selection"));
      return this;
    }

    /**
     * Gives texts that end a sample and are no part of it; none by default.
     *
     * @param values texts, none of them empty
     * @return this builder
     */
    public Builder stopTexts(String... values) {
      List<String> texts = List.of(values);
      if (texts.contains("")) {
        throw new IllegalArgumentException("stopTexts: expected texts, found \"\"");
      }
      stopTexts = Once.give("stopTexts", stopTexts, texts);
      return this;
    }

    /**
     * Gives what chance begins with: the same seed, model, question and text give the same answer.
     * By default each call draws its own.
     *
     * @param value any value
     * @return this builder
     */
    public Builder seed(long value) {
      seed = Once.give("seed", seed, value);
      return this;
    }

    /**
     * Gives the time that an answer may take, unbounded by default: samples then end where they
     * are, and a judge is not waited for. Where the time is over before a text is compressed to
     * make it fit, the prompt is refused.
     *
     * @param value above zero
     * @return this builder
     */
    public Builder timeout(Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException("timeout: expected above zero, found " + value);
      }
      timeout = Once.give("timeout", timeout, value);
      return this;
    }

    /**
     * The policy as configured so far.
     *
     * @return the policy
     * @throws IllegalStateException if the model is missing, or has too few positions for {@link
     *     #maxTokens} and {@link #maxPromptTokens}
     */
    public ReasoningPolicy build() {
      return new ReasoningPolicy(this);
    }

    private LanguageModel requiredModel() {
      LanguageModel given = model;
      if (given == null) {
        throw new IllegalStateException("model: expected one, found none");
      }
      return given;
    }

    private PromptTemplate template() {
      PromptTemplate usual =
          task == TaskKind.MULTIPLE_CHOICE
              ? PromptTemplate.multipleChoice()
              : PromptTemplate.qwenLongL1();
      return Once.or(prompt, usual);
    }

    private CandidateReader reader() {
      TaskKind kind = Once.or(task, TaskKind.DOCUMENT_QA);
      return new CandidateReader(
          Once.or(missingThink, MissingThink.WHOLE_RESPONSE),
          Once.or(extractor, kind.extractor(Strictness.STRICT)),
          Once.or(normaliser, kind.normaliser()));
    }
  }
}
