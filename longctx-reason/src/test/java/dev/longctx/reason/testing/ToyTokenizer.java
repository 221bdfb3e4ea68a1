package dev.longctx.reason.testing;

import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Tokenizer;

/** A token a character of a small alphabet; {@code .} ends a response. */
public class ToyTokenizer implements Tokenizer {

  /** The vocabulary: an end, a filler, questions and answers. */
  public static final String ALPHABET = ".-abcABC";

  /** The token that ends a response. */
  public static final int END = 0;

  @Override
  public int[] encode(Prompt prompt) {
    return prompt instanceof Prompt.Tokens tokens
        ? tokens.ids()
        : encode(((Prompt.Text) prompt).text());
  }

  @Override
  public int[] encode(String text) {
    int[] ids = text.chars().map(ALPHABET::indexOf).toArray();
    for (int id : ids) {
      if (id < 0) {
        throw new GenerationException(
            GenerationException.Reason.BAD_PROMPT, "expected " + ALPHABET + ", found " + text);
      }
    }
    return ids;
  }

  @Override
  public int[] encodeResponse(String response) {
    return encode(response);
  }

  @Override
  public String decode(int[] ids) {
    StringBuilder text = new StringBuilder();
    for (int id : ids) {
      text.append(id == END ? "" : ALPHABET.charAt(id));
    }
    return text.toString();
  }

  @Override
  public int[] endTokens() {
    return new int[] {END};
  }
}
