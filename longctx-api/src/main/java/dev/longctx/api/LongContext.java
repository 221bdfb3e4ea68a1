package dev.longctx.api;

import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.Compressor;
import dev.longctx.api.compression.FailurePolicy;
import dev.longctx.api.compression.Granularity;
import dev.longctx.api.compression.Instruction;
import dev.longctx.api.compression.Joiner;
import dev.longctx.api.internal.AsyncCall;
import dev.longctx.api.internal.Once;
import dev.longctx.api.reasoning.Aligner;
import dev.longctx.api.reasoning.Answer;
import dev.longctx.api.reasoning.Policy;
import dev.longctx.api.reasoning.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline: documents are compressed to what a question needs, and a policy answers from that.
 *
 * <p>A compression that fails open leaves the documents whole; whether they then fit is decided by
 * the policy's rule for prompts that are too long. Compressor and policy stay the caller's, who
 * closes them. A compression may keep nothing at all; {@link Answer#isFromText()} then is false.
 * Immutable and thread-safe.
 */
public final class LongContext {

  private final @Nullable Compressor compressor;
  private final Policy policy;
  private final @Nullable Aligner aligner;
  private final Budget budget;
  private final Granularity granularity;
  private final @Nullable Instruction instruction;
  private final @Nullable Joiner joiner;
  private final FailurePolicy failurePolicy;
  private final @Nullable Duration compressionTimeout;
  private final LongContextListener listener;

  private LongContext(Builder builder, Policy policy) {
    compressor = builder.compressor;
    this.policy = policy;
    aligner = builder.aligner;
    budget = Once.or(builder.budget, Budget.criticDecides());
    granularity = Once.or(builder.granularity, Granularity.SENTENCE);
    instruction = builder.instruction;
    joiner = builder.joiner;
    failurePolicy = Once.or(builder.failurePolicy, FailurePolicy.ORIGINAL);
    compressionTimeout = builder.compressionTimeout;
    listener = Once.or(builder.listener, LongContextListener.NONE);
  }

  /**
   * A pipeline to put together.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Asks on this thread.
   *
   * @param question the question, not blank
   * @param documents what to answer from
   * @return the answer with its evidence
   * @throws dev.longctx.api.model.GenerationException if the policy's model fails
   */
  public Answer ask(String question, List<Document> documents) {
    return ask(question, documents, new Cancellation());
  }

  /**
   * Asks on this thread, and may be cancelled from another.
   *
   * @param question the question, not blank
   * @param documents what to answer from
   * @param cancellation ends the call early, inside a model run too
   * @return the answer with its evidence
   * @throws dev.longctx.api.model.GenerationException if the policy's model fails
   * @throws java.util.concurrent.CancellationException if it was cancelled
   */
  public Answer ask(String question, List<Document> documents, Cancellation cancellation) {
    checkQuestion(question);
    listener.started(question, documents);
    Answer answer;
    try {
      answer = answer(question, documents, cancellation);
    } catch (RuntimeException | Error e) {
      listener.failed(e);
      throw e;
    }
    listener.finished(answer);
    return answer;
  }

  private static void checkQuestion(String question) {
    if (question.isBlank()) {
      throw new IllegalArgumentException("question: expected a text, found a blank one");
    }
  }

  /**
   * Asks several questions of the same documents, one after another.
   *
   * @param questions the questions, none of them blank
   * @param documents what to answer from
   * @return one answer a question, in order
   * @throws dev.longctx.api.model.GenerationException if the policy's model fails
   */
  public List<Answer> askAll(List<String> questions, List<Document> documents) {
    return askAll(questions, documents, new Cancellation());
  }

  /**
   * Asks several questions of the same documents, one after another.
   *
   * @param questions the questions, none of them blank; all are checked before the first is asked
   * @param documents what to answer from
   * @param cancellation ends the call early
   * @return one answer a question, in order
   */
  public List<Answer> askAll(
      List<String> questions, List<Document> documents, Cancellation cancellation) {
    questions.forEach(LongContext::checkQuestion);
    List<Answer> answers = new ArrayList<>();
    for (String question : questions) {
      answers.add(ask(question, documents, cancellation));
    }
    return answers;
  }

  /**
   * Asks on an executor. Cancelling the future, or completing it in another way, stops the work.
   *
   * @param question the question, not blank
   * @param documents what to answer from
   * @param executor runs the call
   * @return the answer to come
   * @throws java.util.concurrent.RejectedExecutionException if the executor takes no more calls
   */
  public CompletableFuture<Answer> askAsync(
      String question, List<Document> documents, Executor executor) {
    return AsyncCall.start(cancellation -> ask(question, documents, cancellation), executor);
  }

  private Answer answer(String question, List<Document> documents, Cancellation cancellation) {
    Compressor compressing = compressor;
    if (compressing == null) {
      return policy.answer(question, Reading.of(documents), cancellation, listener);
    }
    long began = System.nanoTime();
    Compression kept = compressing.compress(request(question, documents), cancellation);
    Duration spent = Duration.ofNanos(System.nanoTime() - began);
    listener.compressed(kept);
    Answer answer =
        policy.answer(question, Reading.of(kept), cancellation, listener).plusCompression(spent);
    return aligner == null
        ? answer
        : aligner.align(answer, policy.prompt(question, Reading.of(documents)), cancellation);
  }

  private CompressionRequest request(String question, List<Document> documents) {
    CompressionRequest.Builder request =
        CompressionRequest.builder()
            .query(question)
            .documents(documents)
            .granularity(granularity)
            .budget(budget)
            .tokenCounter(policy.tokenCounter())
            .onFailure(failurePolicy);
    if (joiner != null) {
      request.joiner(joiner);
    }
    if (compressionTimeout != null) {
      request.deadline(compressionTimeout);
    }
    if (instruction != null) {
      request.instruction(instruction);
    }
    return request.build();
  }

  /**
   * Collects the parts, each of which may be given once: a second call throws {@link
   * IllegalStateException}. Not thread-safe.
   */
  public static final class Builder {

    private @Nullable Compressor compressor;
    private @Nullable Policy policy;
    private @Nullable Aligner aligner;
    private @Nullable Budget budget;
    private @Nullable Granularity granularity;
    private @Nullable Instruction instruction;
    private @Nullable Joiner joiner;
    private @Nullable FailurePolicy failurePolicy;
    private @Nullable Duration compressionTimeout;
    private @Nullable LongContextListener listener;

    private Builder() {}

    /**
     * Gives what compresses the documents; by default the policy reads them whole.
     *
     * @param value the compressor, which stays the caller's
     * @return this builder
     */
    public Builder compressor(Compressor value) {
      compressor = Once.give("compressor", compressor, Objects.requireNonNull(value, "compressor"));
      return this;
    }

    /**
     * Gives what answers; needed.
     *
     * @param value the policy, which stays the caller's
     * @return this builder
     */
    public Builder policy(Policy value) {
      policy = Once.give("policy", policy, Objects.requireNonNull(value, "policy"));
      return this;
    }

    /**
     * Gives what compares answers with the whole documents, at the price of reading these once;
     * nothing by default.
     *
     * @param value the aligner
     * @return this builder
     */
    public Builder aligner(Aligner value) {
      aligner = Once.give("aligner", aligner, Objects.requireNonNull(value, "aligner"));
      return this;
    }

    /**
     * Gives how much of the documents is kept, in the tokens of the policy's model; by default the
     * critic decides, which a compressor without a critic refuses when it is asked.
     *
     * @param value the budget
     * @return this builder
     */
    public Builder budget(Budget value) {
      budget = Once.give("budget", budget, Objects.requireNonNull(value, "budget"));
      return this;
    }

    /**
     * Gives the unit that is kept or dropped; sentences by default.
     *
     * @param value the granularity
     * @return this builder
     */
    public Builder granularity(Granularity value) {
      granularity =
          Once.give("granularity", granularity, Objects.requireNonNull(value, "granularity"));
      return this;
    }

    /**
     * Gives what the critic is told to look for; by default what the granularity suggests.
     *
     * @param value the instruction
     * @return this builder
     */
    public Builder instruction(Instruction value) {
      instruction =
          Once.give("instruction", instruction, Objects.requireNonNull(value, "instruction"));
      return this;
    }

    /**
     * Gives what is written between kept spans; by default what the granularity suggests.
     *
     * @param value the joiner
     * @return this builder
     */
    public Builder joiner(Joiner value) {
      joiner = Once.give("joiner", joiner, Objects.requireNonNull(value, "joiner"));
      return this;
    }

    /**
     * Gives what the policy reads where the documents could not be scored; {@link
     * FailurePolicy#ORIGINAL}, the documents whole, by default.
     *
     * @param value the rule
     * @return this builder
     */
    public Builder onFailure(FailurePolicy value) {
      failurePolicy =
          Once.give("onFailure", failurePolicy, Objects.requireNonNull(value, "onFailure"));
      return this;
    }

    /**
     * Gives the time that compressing may take, unbounded by default; afterwards it counts as
     * failed. The policy's own bound begins when it is over.
     *
     * @param value above zero
     * @return this builder
     */
    public Builder compressionTimeout(Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(
            "compressionTimeout: expected above zero, found " + value);
      }
      compressionTimeout = Once.give("compressionTimeout", compressionTimeout, value);
      return this;
    }

    /**
     * Gives what watches all questions; nothing by default.
     *
     * @param value the listener, thread-safe where questions are asked from several threads
     * @return this builder
     */
    public Builder listener(LongContextListener value) {
      listener = Once.give("listener", listener, Objects.requireNonNull(value, "listener"));
      return this;
    }

    /**
     * The pipeline as put together so far.
     *
     * @return the pipeline
     * @throws IllegalStateException if the policy is missing, or something is set for a compressor
     *     that is not there
     */
    public LongContext build() {
      Policy answering = policy;
      if (answering == null) {
        throw new IllegalStateException("policy: expected one, found none");
      }
      if (compressor == null && isCompressionSet()) {
        throw new IllegalStateException(
            "compressor: expected one for aligner, budget, granularity, instruction, joiner,"
                + " onFailure or compressionTimeout, found none");
      }
      return new LongContext(this, answering);
    }

    private boolean isCompressionSet() {
      return Stream.of(
              aligner, budget, granularity, instruction, joiner, failurePolicy, compressionTimeout)
          .anyMatch(Objects::nonNull);
    }
  }
}
