package dev.longctx.onnx.internal.lm;

import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationException.Reason;
import dev.longctx.api.model.Prompt;
import dev.longctx.onnx.internal.template.ChatPrompt;
import dev.longctx.onnx.internal.template.PromptPiece;
import dev.longctx.onnx.internal.tokenizer.PromptTokens;
import dev.longctx.onnx.internal.tokenizer.TextTokenizer;
import dev.longctx.onnx.tokenizer.EncodedText;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** From prompts to tokens. Thread-safe. */
public final class PromptEncoder {

  private final String where;
  private final int vocabulary;
  private final @Nullable TextTokenizer tokenizer;
  private final @Nullable String beginToken;
  private final ChatPrompt chats;
  private final Map<String, Object> variables;

  /**
   * An encoder.
   *
   * @param where the model, for messages
   * @param vocabulary ids lie below it
   * @param tokenizer makes tokens, or null for a model that takes ids only
   * @param beginToken stands before every text, or null
   * @param chats renders conversations
   * @param variables further variables of the template
   */
  public PromptEncoder(
      String where,
      int vocabulary,
      @Nullable TextTokenizer tokenizer,
      @Nullable String beginToken,
      ChatPrompt chats,
      Map<String, Object> variables) {
    this.where = where;
    this.vocabulary = vocabulary;
    this.tokenizer = tokenizer;
    this.beginToken = beginToken;
    this.chats = chats;
    this.variables = variables;
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

  /** A template writes the token that begins a text itself. */
  private int[] chat(Prompt.Chat chat) {
    List<PromptPiece> pieces = chats.render(chat.messages(), variables);
    if (!chats.hasTemplate()) {
      return begun(pieces.isEmpty() ? new int[0] : encode(pieces.get(0).text()));
    }
    return IntStream.range(0, pieces.size()).flatMap(i -> ids(pieces, i)).toArray();
  }

  private IntStream ids(List<PromptPiece> pieces, int index) {
    PromptPiece piece = pieces.get(index);
    if (piece instanceof PromptPiece.Control control) {
      return IntStream.of(tokenizer().id(control.text()));
    }
    String text = trimmed(pieces, index);
    return ids(index == 0 ? tokenizer().encode(text) : tokenizer().encodeBehind(text));
  }

  private static IntStream ids(EncodedText tokens) {
    return IntStream.of(tokens.ids(0, tokens.size()));
  }

  /** Some control tokens take the white space beside them. */
  private String trimmed(List<PromptPiece> pieces, int index) {
    String text = pieces.get(index).text();
    PromptTokens tokens = tokenizer().promptTokens();
    if (index > 0 && tokens.stripsAfter(pieces.get(index - 1).text())) {
      text = text.stripLeading();
    }
    if (index + 1 < pieces.size() && tokens.stripsBefore(pieces.get(index + 1).text())) {
      text = text.stripTrailing();
    }
    return text;
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
    return ids(tokenizer().encode(text)).toArray();
  }

  /**
   * The tokens of a model's own response, in which the marks that texts show, such as those of
   * thinking, are control tokens again.
   *
   * @param response a completion's text
   * @return its tokens, maybe none
   */
  public int[] encodeResponse(String response) {
    return PromptPiece.cut(response, tokenizer().promptTokens().visible()).stream()
        .flatMapToInt(
            piece ->
                piece instanceof PromptPiece.Control mark
                    ? IntStream.of(tokenizer().id(mark.text()))
                    : ids(tokenizer().encodeBehind(piece.text())))
        .toArray();
  }

  /**
   * The number of tokens of a text.
   *
   * @param text any text
   * @return as many as {@link #encode(String)} finds
   */
  public int count(String text) {
    return tokenizer().count(text);
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
