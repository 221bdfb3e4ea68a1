package dev.longctx.reason;

import dev.longctx.api.Cancellation;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.model.ChatMessage;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationListener;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.TokenTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A model that says what it is told to. A token is a word, or a character where it is made so; each
 * message costs three more. A call that has less than a microsecond ends at once.
 */
public final class ScriptedModel implements LanguageModel {

  public static final int MESSAGE_TOKENS = 3;
  private static final TokenCounter WORDS =
      text -> text.isBlank() ? 0 : text.strip().split("\\s+").length;
  private static final TokenCounter CHARACTERS = text -> text.codePointCount(0, text.length());

  private final List<String> texts;
  private final OptionalInt positions;
  private final TokenCounter counter;
  private final List<GenerationRequest> requests = new ArrayList<>();
  private FinishReason finish = FinishReason.STOP;
  private GenerationListener lastListener = GenerationListener.NONE;
  private @Nullable RuntimeException failure;
  private boolean closed;

  private ScriptedModel(List<String> texts, OptionalInt positions, TokenCounter counter) {
    this.texts = texts;
    this.positions = positions;
    this.counter = counter;
  }

  public static ScriptedModel saying(String... texts) {
    return new ScriptedModel(List.of(texts), OptionalInt.empty(), WORDS);
  }

  public static ScriptedModel answering(String... answers) {
    return saying(
        List.of(answers).stream()
            .map(answer -> "<think>Hm.</think>Therefore, the answer is " + answer + ".")
            .toArray(String[]::new));
  }

  public ScriptedModel withPositions(int value) {
    return new ScriptedModel(texts, OptionalInt.of(value), counter);
  }

  public ScriptedModel countingCharacters() {
    return new ScriptedModel(texts, positions, CHARACTERS);
  }

  public ScriptedModel finishing(FinishReason reason) {
    finish = reason;
    return this;
  }

  /** From now on every call fails. */
  public ScriptedModel failing() {
    return failingWith(
        new GenerationException(GenerationException.Reason.UNAVAILABLE, "told to fail"));
  }

  /** From now on every call fails like this. */
  public ScriptedModel failingWith(RuntimeException value) {
    failure = value;
    return this;
  }

  /** The requests so far. */
  public List<GenerationRequest> requests() {
    return requests;
  }

  /** The last message of the last request. */
  public String lastPrompt() {
    Prompt.Chat chat = (Prompt.Chat) requests.get(requests.size() - 1).prompt();
    return chat.messages().get(chat.messages().size() - 1).content();
  }

  /** What the last caller read along with. */
  public GenerationListener lastListener() {
    return lastListener;
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public Generation generate(
      GenerationRequest request, Cancellation cancellation, GenerationListener listener) {
    requests.add(request);
    lastListener = listener;
    cancellation.throwIfCancelled();
    if (failure != null) {
      throw failure;
    }
    boolean late =
        request.timeout().map(time -> time.compareTo(Duration.ofNanos(1000)) < 0).orElse(false);
    List<Completion> completions = new ArrayList<>();
    for (int sample = 0; sample < request.samples(); sample++) {
      String text = late ? "" : texts.get(sample % texts.size());
      for (int at = 0; at < text.length(); at += 7) {
        listener.text(sample, text.substring(at, Math.min(text.length(), at + 7)));
      }
      completions.add(
          new Completion(
              text,
              late ? FinishReason.DEADLINE : finish,
              TokenTrace.counted(counter.count(text))));
    }
    return new Generation(
        completions, countTokens(request.prompt()), 0, Duration.ofMillis(3), Duration.ofMillis(5));
  }

  @Override
  public TokenCounter tokenCounter() {
    return counter;
  }

  @Override
  public int countTokens(Prompt prompt) {
    int tokens = 0;
    for (ChatMessage message : ((Prompt.Chat) prompt).messages()) {
      tokens += MESSAGE_TOKENS + counter.count(message.content());
    }
    return tokens;
  }

  @Override
  public OptionalInt maxTokens() {
    return positions;
  }

  @Override
  public void close() {
    closed = true;
  }
}
