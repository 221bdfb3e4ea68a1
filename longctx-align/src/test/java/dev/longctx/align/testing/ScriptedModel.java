package dev.longctx.align.testing;

import dev.longctx.api.Cancellation;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationListener;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.TokenTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A model that says what a test tells it to, and remembers what it was asked. */
public final class ScriptedModel implements LanguageModel {

  private final IntFunction<String> responses;
  private final int maxTokens;
  private final WordTokenizer tokenizer = new WordTokenizer();
  private final List<GenerationRequest> requests = new ArrayList<>();

  /**
   * A model.
   *
   * @param responses by the number of the sample; one that ends with an ellipsis was cut off
   * @param maxTokens of prompt and response
   */
  public ScriptedModel(IntFunction<String> responses, int maxTokens) {
    this.responses = responses;
    this.maxTokens = maxTokens;
  }

  /** All requests so far. */
  public List<GenerationRequest> requests() {
    return requests;
  }

  @Override
  public Generation generate(
      GenerationRequest request, Cancellation cancellation, GenerationListener listener) {
    cancellation.throwIfCancelled();
    requests.add(request);
    List<Completion> completions =
        IntStream.range(0, request.samples())
            .mapToObj(responses)
            .map(
                text ->
                    new Completion(
                        text,
                        text.endsWith("…") ? FinishReason.LENGTH : FinishReason.STOP,
                        TokenTrace.counted(tokenCounter().count(text))))
            .toList();
    return new Generation(
        completions, countTokens(request.prompt()), 0, Duration.ZERO, Duration.ZERO);
  }

  @Override
  public TokenCounter tokenCounter() {
    return text -> tokenizer.encode(text).length;
  }

  @Override
  public int countTokens(Prompt prompt) {
    return tokenizer.encode(prompt).length;
  }

  @Override
  public OptionalInt maxTokens() {
    return OptionalInt.of(maxTokens);
  }

  @Override
  public void close() {}
}
