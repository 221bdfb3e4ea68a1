package dev.longctx.langchain4j.model;

import dev.langchain4j.model.TokenCountEstimator;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.longctx.api.Cancellation;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationListener;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.model.Prompt;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * A language model behind LangChain4j's chat models, so that any endpoint that LangChain4j reaches
 * can be a policy or a judge. Thread-safe.
 *
 * <p>Each sample is a call of its own; samples run side by side up to a bound that all calls share.
 * A {@link Prompt.Text} is sent as one message of the user, since chat endpoints answer and do not
 * continue. Temperature, top-p, top-k, output tokens and stop texts are passed on, the filters only
 * where they filter. What chat models have no parameter for is refused, not ignored: min-p,
 * repetition penalty, stop tokens, log-probabilities, and the seed unless {@link
 * Builder#sampleParameters} takes it.
 *
 * <p>Reasoning that the provider gives apart from the answer stands before it, between {@code
 * <think>} and {@code </think>}; while there is no answer yet, the end tag is missing.
 *
 * <p>When a request's time is up, a streaming model's text so far is the result; a plain one's is
 * empty. Calls that fail by a timeout, by too many requests, by an error of the server or of the
 * connection are tried again, unless a listener has heard a part of the sample already. What is
 * left is a {@link dev.longctx.api.model.GenerationException} whose messages, causes included, hold
 * nothing of what was sent or received but error codes.
 *
 * <p>The first sample that fails for good ends its call: the other samples are stopped so that they
 * cost no more, and what they said is dropped, finished or not. {@link
 * Builder#tolerateFailedSamples} keeps the others instead.
 *
 * <p>A cancelled call returns at once. Its workers are interrupted and streams cancelled; a chat
 * model that heeds neither keeps a worker busy until it returns.
 */
public final class RemoteLanguageModel implements LanguageModel {

  private final Endpoint endpoint;
  private final RequestMapping mapping;
  private final int maxConcurrentRequests;
  private final ThreadPoolExecutor workers;
  private final RunningCalls calls = new RunningCalls();

  private RemoteLanguageModel(Builder builder) {
    endpoint = builder.endpoint();
    mapping = builder.mapping();
    maxConcurrentRequests = Builder.or(builder.maxConcurrentRequests, Builder.DEFAULT_CONCURRENCY);
    workers = Workers.pool(maxConcurrentRequests);
  }

  /**
   * A model to configure. Only the chat model has no default.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public Generation generate(
      GenerationRequest request, Cancellation cancellation, GenerationListener listener) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(cancellation, "cancellation");
    Objects.requireNonNull(listener, "listener");
    return calls.call(() -> generateOpen(request, cancellation, listener));
  }

  private Generation generateOpen(
      GenerationRequest request, Cancellation cancellation, GenerationListener listener) {
    mapping.check(request);
    cancellation.throwIfCancelled();
    try (RemoteCall call = begin(request, cancellation, listener)) {
      return call.await();
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Requests run side by side as far as the bound of concurrent requests allows. One that fails
   * ends them all, and what the others said is dropped.
   */
  @Override
  public List<Generation> generateAll(List<GenerationRequest> requests, Cancellation cancellation) {
    Objects.requireNonNull(cancellation, "cancellation");
    List<GenerationRequest> given = List.copyOf(requests);
    return calls.call(() -> generateAllOpen(given, cancellation));
  }

  private List<Generation> generateAllOpen(
      List<GenerationRequest> requests, Cancellation cancellation) {
    requests.forEach(mapping::check);
    List<Generation> results = new ArrayList<>();
    Deque<RemoteCall> running = new ArrayDeque<>();
    try {
      for (GenerationRequest request : requests) {
        cancellation.throwIfCancelled();
        running.add(begin(request, cancellation, GenerationListener.NONE));
        if (running.size() >= callsAtOnce(request)) {
          results.add(finish(running));
        }
      }
      while (!running.isEmpty()) {
        results.add(finish(running));
      }
      return results;
    } finally {
      running.forEach(RemoteCall::close);
    }
  }

  private int callsAtOnce(GenerationRequest request) {
    return Math.max(1, maxConcurrentRequests / request.samples());
  }

  private static Generation finish(Deque<RemoteCall> running) {
    try (RemoteCall first = running.remove()) {
      return first.await();
    }
  }

  private RemoteCall begin(
      GenerationRequest request, Cancellation cancellation, GenerationListener listener) {
    int outputTokens = mapping.outputTokens(request);
    RemoteCall call = new RemoteCall(request, cancellation, listener, tokenCounter(), endpoint);
    try {
      call.begin(sample -> task(call, request, outputTokens, sample), workers);
      return call;
    } catch (RuntimeException e) {
      call.close();
      throw e;
    }
  }

  private SampleTask task(
      RemoteCall call, GenerationRequest request, int outputTokens, int sample) {
    return endpoint.task(
        sample,
        mapping.sample(request, outputTokens, sample),
        call.sink(sample),
        call.hasDeadline(),
        call.events());
  }

  @Override
  public TokenCounter tokenCounter() {
    return mapping.tokens().counter();
  }

  @Override
  public int countTokens(Prompt prompt) {
    return mapping.tokens().ofPrompt().applyAsInt(Objects.requireNonNull(prompt, "prompt"));
  }

  @Override
  public OptionalInt maxTokens() {
    return mapping.maxTokens();
  }

  /**
   * Waits for running calls and stops the workers. The chat models stay the caller's. Closing twice
   * is fine.
   *
   * @throws IllegalStateException if a listener closes the model that it listens to
   */
  @Override
  public void close() {
    calls.close(workers::shutdownNow);
  }

  /**
   * Configures a model. Each setting may be given once; a second time is an {@link
   * IllegalStateException} at once. Not thread-safe.
   */
  public static final class Builder {

    private static final int DEFAULT_CONCURRENCY = 8;
    private static final Duration DEFAULT_ATTEMPT_TIMEOUT = Duration.ofMinutes(10);

    private @Nullable ChatModel chatModel;
    private @Nullable StreamingChatModel streamingChatModel;
    private @Nullable PromptTokens tokens;
    private @Nullable Integer maxTokens;
    private @Nullable SampleParameters sampleParameters;
    private @Nullable Retries retries;
    private @Nullable Duration attemptTimeout;
    private @Nullable Integer maxConcurrentRequests;
    private @Nullable Integer tolerateFailedSamples;
    private @Nullable Pauses pauses;
    private @Nullable Timers timers;

    private Builder() {}

    /**
     * The chat model that answers calls that nobody reads along with, or all calls where there is
     * no streaming one. Its own retries are best turned off: those of this model log nothing and
     * heed cancelling.
     *
     * @param value a thread-safe model, which stays the caller's
     * @return this
     */
    public Builder chatModel(ChatModel value) {
      chatModel = once("chatModel", chatModel, value);
      return this;
    }

    /**
     * The chat model that answers calls that a listener reads along with or that have a deadline,
     * or all calls where there is no plain one.
     *
     * @param value a thread-safe model, which stays the caller's
     * @return this
     */
    public Builder streamingChatModel(StreamingChatModel value) {
      streamingChatModel = once("streamingChatModel", streamingChatModel, value);
      return this;
    }

    /**
     * What counts tokens; {@link TokenCounter#approximate()} by default. Not to be mixed with
     * {@link #tokenCountEstimator}.
     *
     * @param value a thread-safe counter, best with the endpoint's own tokenizer
     * @return this
     */
    public Builder tokenCounter(TokenCounter value) {
      tokens = once("tokenCounter", tokens, PromptTokens.of(Objects.requireNonNull(value)));
      return this;
    }

    /**
     * What counts tokens, as LangChain4j's providers do. Not to be mixed with {@link
     * #tokenCounter}.
     *
     * @param value a thread-safe estimator
     * @return this
     */
    public Builder tokenCountEstimator(TokenCountEstimator value) {
      tokens = once("tokenCountEstimator", tokens, PromptTokens.of(Objects.requireNonNull(value)));
      return this;
    }

    /**
     * The most tokens of prompt and completion together; unknown by default. Where it is known,
     * prompts that leave no room are refused before anything is sent, and the completion's bound is
     * lowered to the room that is left.
     *
     * @param value tokens of the endpoint's model, at least 1
     * @return this
     */
    public Builder maxTokens(int value) {
      maxTokens = once("maxTokens", maxTokens, atLeastOne("maxTokens", value));
      return this;
    }

    /**
     * What finishes the parameters of each sample; nothing by default, and then requests with a
     * seed are refused. Sample i of a request has its seed plus i.
     *
     * @param value a thread-safe function
     * @return this
     */
    public Builder sampleParameters(SampleParameters value) {
      sampleParameters = once("sampleParameters", sampleParameters, value);
      return this;
    }

    /**
     * How often a sample is tried; {@link Retries#standard()} by default.
     *
     * @param value the bound and the pauses
     * @return this
     */
    public Builder retries(Retries value) {
      retries = once("retries", retries, value);
      return this;
    }

    /**
     * The time of one attempt, the whole stream included; ten minutes by default. A request's own
     * timeout bounds all its attempts.
     *
     * @param value above zero
     * @return this
     */
    public Builder attemptTimeout(Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException("attemptTimeout: expected above zero, found " + value);
      }
      attemptTimeout = once("attemptTimeout", attemptTimeout, value);
      return this;
    }

    /**
     * How many samples may be asked for at once, over all calls together; {@value
     * #DEFAULT_CONCURRENCY} by default. Each takes a thread while it runs.
     *
     * @param value at least 1
     * @return this
     */
    public Builder maxConcurrentRequests(int value) {
      maxConcurrentRequests =
          once(
              "maxConcurrentRequests",
              maxConcurrentRequests,
              atLeastOne("maxConcurrentRequests", value));
      return this;
    }

    /**
     * How many samples of one request may fail for good, after all their attempts, without failing
     * the request; none by default. The result then has fewer completions than the request has
     * samples: those of the others, in order, so that the i-th need not be what a listener heard as
     * sample i, and a listener may have heard the beginning of one that is missing. The difference
     * to the samples asked for is the number that failed; why is not told. A request fails
     * nevertheless once more samples failed than that, or all of them. Policies that vote gain from
     * this; what needs a completion for each sample does not.
     *
     * @param value at least 1
     * @return this
     */
    public Builder tolerateFailedSamples(int value) {
      tolerateFailedSamples =
          once(
              "tolerateFailedSamples",
              tolerateFailedSamples,
              atLeastOne("tolerateFailedSamples", value));
      return this;
    }

    /** How tests wait between attempts. */
    Builder pauses(Pauses value) {
      pauses = once("pauses", pauses, value);
      return this;
    }

    /** How tests let time run out. */
    Builder timers(Timers value) {
      timers = once("timers", timers, value);
      return this;
    }

    /**
     * The model as configured so far.
     *
     * @return a model to close when done
     * @throws IllegalStateException if neither chat model was given
     */
    public RemoteLanguageModel build() {
      if (chatModel == null && streamingChatModel == null) {
        throw new IllegalStateException(
            "chatModel: expected it or streamingChatModel, found neither");
      }
      return new RemoteLanguageModel(this);
    }

    private Endpoint endpoint() {
      return new Endpoint(
          chatModel,
          streamingChatModel,
          or(retries, Retries.standard()),
          or(pauses, Pauses.real()),
          or(timers, Timers.real()),
          or(attemptTimeout, DEFAULT_ATTEMPT_TIMEOUT),
          or(tolerateFailedSamples, 0));
    }

    private RequestMapping mapping() {
      Integer bound = maxTokens;
      return new RequestMapping(
          or(tokens, PromptTokens.of(TokenCounter.approximate())),
          bound == null ? OptionalInt.empty() : OptionalInt.of(bound),
          sampleParameters);
    }

    private static int atLeastOne(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + ": expected at least 1, found " + value);
      }
      return value;
    }

    private static <T> T or(@Nullable T given, T otherwise) {
      return given != null ? given : otherwise;
    }

    private static <T> T once(String name, @Nullable T before, T now) {
      if (before != null) {
        throw new IllegalStateException(name + " is set already");
      }
      return Objects.requireNonNull(now, name);
    }
  }
}
