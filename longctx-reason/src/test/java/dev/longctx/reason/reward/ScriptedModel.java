package dev.longctx.reason.reward;

import dev.longctx.api.Cancellation;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.model.ChatMessage;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationException.Reason;
import dev.longctx.api.model.GenerationListener;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.TokenTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** A model that replies as a test wants and remembers what it was asked. */
final class ScriptedModel implements LanguageModel {

  private final Function<String, String> replies;
  private final FinishReason finish;
  final List<GenerationRequest> requests = new ArrayList<>();

  private ScriptedModel(Function<String, String> replies, FinishReason finish) {
    this.replies = replies;
    this.finish = finish;
  }

  static ScriptedModel saying(String reply) {
    return new ScriptedModel(prompt -> reply, FinishReason.STOP);
  }

  static ScriptedModel saying(String reply, FinishReason finish) {
    return new ScriptedModel(prompt -> reply, finish);
  }

  static ScriptedModel answering(Function<String, String> replies) {
    return new ScriptedModel(replies, FinishReason.STOP);
  }

  static ScriptedModel failing() {
    return answering(
        prompt -> {
          throw new GenerationException(Reason.UNAVAILABLE, "overloaded");
        });
  }

  /** The text of the last request's turn. */
  String asked(int turn) {
    return text(requests.get(requests.size() - 1), turn);
  }

  private static String text(GenerationRequest request, int turn) {
    List<ChatMessage> messages = ((Prompt.Chat) request.prompt()).messages();
    return messages.get(turn).content();
  }

  @Override
  public synchronized Generation generate(
      GenerationRequest request, Cancellation cancellation, GenerationListener listener) {
    cancellation.throwIfCancelled();
    requests.add(request);
    Completion reply =
        new Completion(replies.apply(text(request, 1)), finish, TokenTrace.counted(1));
    return new Generation(List.of(reply), 1, 0, Duration.ZERO, Duration.ZERO);
  }

  @Override
  public TokenCounter tokenCounter() {
    return String::length;
  }

  @Override
  public int countTokens(Prompt prompt) {
    return 1;
  }

  @Override
  public OptionalInt maxTokens() {
    return OptionalInt.empty();
  }

  @Override
  public void close() {}
}
