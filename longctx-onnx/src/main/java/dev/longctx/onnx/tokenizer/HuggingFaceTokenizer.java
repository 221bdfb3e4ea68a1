package dev.longctx.onnx.tokenizer;

import dev.longctx.api.ModelException;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Tokenizer;
import dev.longctx.onnx.internal.InFlight;
import dev.longctx.onnx.internal.TemplateVariables;
import dev.longctx.onnx.internal.lm.PromptEncoder;
import dev.longctx.onnx.internal.lm.TokenText;
import dev.longctx.onnx.internal.tokenizer.TextTokenizer;
import java.nio.file.Path;
import java.util.Map;

/**
 * The tokenizer of a Hugging Face directory without its model, for training from texts. It gives
 * the ids that a language model exported from the same directory gives: control tokens come from
 * the chat template and the tokenizer's settings alone, never from what a text spells.
 *
 * <p>It reads {@code tokenizer.json} and, where they are, {@code tokenizer_config.json}, {@code
 * chat_template.jinja}, {@code generation_config.json} and {@code config.json}, once, when it is
 * opened. The files are the caller's own and are not verified against hashes.
 *
 * <p>Thread-safe. Closing waits for calls in flight; a call after that is an {@link
 * IllegalStateException}.
 */
public final class HuggingFaceTokenizer implements Tokenizer, AutoCloseable {

  private final TextTokenizer tokenizer;
  private final PromptEncoder prompts;
  private final TokenText texts;
  private final int vocabulary;
  private final int[] endTokens;
  private final InFlight inFlight;

  private HuggingFaceTokenizer(
      HuggingFaceDirectory directory, TextTokenizer tokenizer, Map<String, Object> variables) {
    this.tokenizer = tokenizer;
    vocabulary = directory.vocabulary();
    prompts =
        new PromptEncoder(
            directory.name(),
            vocabulary,
            tokenizer,
            directory.borders().begin(),
            directory.chats(tokenizer.promptTokens().names()),
            variables);
    texts = new TokenText(directory.name(), vocabulary, tokenizer);
    endTokens = directory.borders().ends().stream().mapToInt(tokenizer::id).distinct().toArray();
    inFlight = new InFlight(directory.name());
  }

  /**
   * Opens a tokenizer.
   *
   * @param directory holds {@code tokenizer.json}
   * @return the tokenizer, to be closed
   * @throws ModelException if a file cannot be read, or they contradict each other
   */
  public static HuggingFaceTokenizer open(Path directory) {
    return open(directory, Map.of());
  }

  /**
   * Opens a tokenizer.
   *
   * @param directory holds {@code tokenizer.json}
   * @param templateVariables variables of the chat template beside the messages, such as {@code
   *     enable_thinking}: texts, booleans and numbers by name. They are trusted: what they hold may
   *     become control tokens
   * @return the tokenizer, to be closed
   * @throws ModelException if a file cannot be read, or they contradict each other
   * @throws IllegalArgumentException if a variable is of another kind
   */
  public static HuggingFaceTokenizer open(Path directory, Map<String, ?> templateVariables) {
    Map<String, Object> variables = TemplateVariables.checked(templateVariables);
    HuggingFaceDirectory files = new HuggingFaceDirectory(directory);
    TextTokenizer tokenizer = files.open();
    try {
      return new HuggingFaceTokenizer(files, tokenizer, variables);
    } catch (RuntimeException | Error e) {
      tokenizer.close();
      throw e;
    }
  }

  @Override
  public int[] encode(Prompt prompt) {
    return inFlight.call(() -> prompts.encode(prompt));
  }

  @Override
  public int[] encode(String text) {
    return inFlight.call(() -> prompts.encode(text));
  }

  @Override
  public int[] encodeResponse(String response) {
    return inFlight.call(() -> prompts.encodeResponse(response));
  }

  /** {@inheritDoc} At most 2^28 characters; more are an {@link IllegalArgumentException}. */
  @Override
  public String decode(int[] ids) {
    return inFlight.call(() -> texts.decode(ids));
  }

  /** {@inheritDoc} Those of the model's configuration, then the tokenizer's own. */
  @Override
  public int[] endTokens() {
    return endTokens.clone();
  }

  /**
   * The number of ids that the model has.
   *
   * @return what {@code config.json} says; without one, the largest id of the tokenizer and one
   */
  public int vocabulary() {
    return vocabulary;
  }

  /**
   * Counts the tokens of texts without making them.
   *
   * @return a counter that ends with this tokenizer
   */
  public TokenCounter tokenCounter() {
    return text -> inFlight.call(() -> prompts.count(text));
  }

  @Override
  public void close() {
    if (inFlight.close()) {
      tokenizer.close();
    }
  }
}
