package dev.longctx.onnx.internal.lm;

import dev.longctx.api.model.ChatMessage;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationException.Reason;
import dev.longctx.api.model.Prompt;
import dev.longctx.onnx.internal.tokenizer.TextTokenizer;
import dev.longctx.onnx.tokenizer.EncodedText;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** From prompts to tokens. Thread-safe. */
public final class PromptEncoder {

  private static final String BLANK_LINE = "\n\n";

  private final String where;
  private final int vocabulary;
  private final @Nullable TextTokenizer tokenizer;
  private final @Nullable String beginToken;

  /**
   * An encoder.
   *
   * @param where the model, for messages
   * @param vocabulary ids lie below it
   * @param tokenizer makes tokens, or null for a model that takes ids only
   * @param beginToken stands before every text, or null
   */
  public PromptEncoder(
      String where,
      int vocabulary,
      @Nullable TextTokenizer tokenizer,
      @Nullable String beginToken) {
    this.where = where;
    this.vocabulary = vocabulary;
    this.tokenizer = tokenizer;
    this.beginToken = beginToken;
  }

  /**
   * The tokens of a prompt.
   *
   * @param prompt the prompt
   * @return at least one token
   * @throws GenerationException if there are none, or one is outside the vocabulary
   * @throws IllegalArgumentException if the model has no tokenizer and the prompt is a text
   */
  public int[] encode(Prompt prompt) {
    int[] ids = ids(prompt);
    if (ids.length == 0) {
      throw new GenerationException(
          Reason.BAD_PROMPT, where + ": expected a prompt of at least one token, found none");
    }
    check(ids);
    return ids;
  }

  /**
   * Checks that ids are tokens.
   *
   * @param ids the ids
   * @throws GenerationException if one is outside the vocabulary
   */
  public void check(int[] ids) {
    for (int id : ids) {
      if (id < 0 || id >= vocabulary) {
        throw new GenerationException(
            Reason.BAD_PROMPT,
            "%s: expected tokens from 0 to %d, found %d".formatted(where, vocabulary - 1, id));
      }
    }
  }

  private int[] ids(Prompt prompt) {
    if (prompt instanceof Prompt.Tokens tokens) {
      return tokens.ids();
    }
    if (prompt instanceof Prompt.Text text) {
      return begun(encode(text.text()));
    }
    return chat((Prompt.Chat) prompt);
  }

  private int[] chat(Prompt.Chat chat) {
    return begun(
        encode(
            chat.messages().stream()
                .map(ChatMessage::content)
                .collect(Collectors.joining(BLANK_LINE))));
  }

  private int[] begun(int[] ids) {
    String begin = beginToken;
    return begin == null
        ? ids
        : IntStream.concat(IntStream.of(tokenizer().id(begin)), IntStream.of(ids)).toArray();
  }

  /**
   * The tokens of a text, none of them a control token.
   *
   * @param text any text
   * @return its tokens, maybe none
   */
  public int[] encode(String text) {
    EncodedText tokens = tokenizer().encode(text);
    return tokens.ids(0, tokens.size());
  }

  private TextTokenizer tokenizer() {
    TextTokenizer present = tokenizer;
    if (present == null) {
      throw new IllegalArgumentException(
          where + ": expected a prompt of tokens, as the model has no tokenizer, found a text");
    }
    return present;
  }
}
