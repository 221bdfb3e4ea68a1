package dev.longctx.api.model;

import dev.longctx.api.Cancellation;
import dev.longctx.api.TokenCounter;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** A model whose generation is a lambda. */
@FunctionalInterface
interface ScriptedModel extends LanguageModel {

  static Generation result(String text) {
    Completion completion = new Completion(text, FinishReason.STOP, TokenTrace.counted(1));
    return new Generation(List.of(completion), 1, 0, Duration.ZERO, Duration.ZERO);
  }

  /** Writes the given pieces as sample 0. */
  static ScriptedModel writing(String... pieces) {
    return (request, cancellation, listener) -> {
      for (String piece : pieces) {
        cancellation.throwIfCancelled();
        listener.text(0, piece);
      }
      return result(String.join("", pieces));
    };
  }

  @Override
  Generation generate(
      GenerationRequest request, Cancellation cancellation, GenerationListener listener);

  @Override
  default TokenCounter tokenCounter() {
    return TokenCounter.approximate();
  }

  @Override
  default int countTokens(Prompt prompt) {
    return 1;
  }

  @Override
  default OptionalInt maxTokens() {
    return OptionalInt.empty();
  }

  @Override
  default void close() {}
}
