package dev.longctx.reason.testing;

import dev.longctx.api.Cancellation;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationListener;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Sampling;
import dev.longctx.api.model.TokenTrace;
import dev.longctx.api.training.WeightTarget;
import dev.longctx.api.training.Weights;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * The engine beside a {@link TablePolicy}: samples from the weights that it was given last, by the
 * seed alone, and tells the very log-probabilities that the policy would. Temperature 1 or greedy.
 */
public final class TableModel extends ToyTokenizer implements LanguageModel, WeightTarget {

  private final Table table = Table.random(ALPHABET.length(), -1);
  private final Trace trace;
  private final List<GenerationRequest> requests = new ArrayList<>();
  private UnaryOperator<TokenTrace> telling = told -> told;
  private int maxTokens = 64;
  private int loads;

  /** Weights that no policy has. */
  public TableModel() {
    this(Trace.NONE);
  }

  /** The trace hears of generations and new weights. */
  public TableModel(Trace trace) {
    this.trace = trace;
  }

  /** Tells its tokens in another way. */
  public TableModel telling(UnaryOperator<TokenTrace> value) {
    telling = value;
    return this;
  }

  /** Reads so many tokens at most. */
  public TableModel maxTokens(int value) {
    maxTokens = value;
    return this;
  }

  /** A copy of the weights. */
  public float[] weights() {
    return table.weights().clone();
  }

  /** How often it was given weights. */
  public int loads() {
    return loads;
  }

  /** All requests so far. */
  public List<GenerationRequest> requests() {
    return requests;
  }

  @Override
  public void load(Weights weights) {
    trace.hear("model.load");
    weights.read(TablePolicy.TENSOR, FloatBuffer.wrap(table.weights()));
    loads++;
  }

  @Override
  public Generation generate(
      GenerationRequest request, Cancellation cancellation, GenerationListener listener) {
    trace.hear("model.generate");
    cancellation.throwIfCancelled();
    requests.add(request);
    int[] prompt = encode(request.prompt());
    List<Completion> completions = new ArrayList<>();
    for (int sample = 0; sample < request.samples(); sample++) {
      completions.add(completion(prompt, request, sample));
    }
    return new Generation(completions, prompt.length, 0, Duration.ZERO, Duration.ZERO);
  }

  private Completion completion(int[] prompt, GenerationRequest request, int sample) {
    SplittableRandom random = new SplittableRandom(31 * request.seed().orElseThrow() + sample);
    int[] tokens = Arrays.copyOf(prompt, prompt.length + request.maxTokens());
    float[] logProbs = new float[request.maxTokens()];
    int size = 0;
    boolean ended = false;
    while (!ended && size < logProbs.length) {
      double[] all = table.logProbs(tokens, prompt.length + size);
      int next = choose(all, request.sampling(), random);
      tokens[prompt.length + size] = next;
      logProbs[size++] = (float) all[next];
      ended = next == END;
    }
    int[] ids = Arrays.copyOfRange(tokens, prompt.length, prompt.length + size);
    return new Completion(
        decode(ids),
        ended ? FinishReason.STOP : FinishReason.LENGTH,
        telling.apply(TokenTrace.of(ids, Arrays.copyOf(logProbs, size))));
  }

  private static int choose(double[] logProbs, Sampling sampling, SplittableRandom random) {
    if (sampling.temperature() == 0) {
      double best = Arrays.stream(logProbs).max().orElseThrow();
      return Arrays.stream(logProbs).boxed().toList().indexOf(best);
    }
    if (!sampling.equals(Sampling.builder().temperature(1).build())) {
      throw new IllegalArgumentException("expected temperature 1, found " + sampling);
    }
    double left = random.nextDouble();
    int token = 0;
    while (token < logProbs.length - 1 && left >= Math.exp(logProbs[token])) {
      left -= Math.exp(logProbs[token]);
      token++;
    }
    return token;
  }

  @Override
  public TokenCounter tokenCounter() {
    return text -> encode(text).length;
  }

  @Override
  public int countTokens(Prompt prompt) {
    return encode(prompt).length;
  }

  @Override
  public OptionalInt maxTokens() {
    return OptionalInt.of(maxTokens);
  }

  @Override
  public void close() {
    throw new AssertionError("closed by the code under test");
  }
}
