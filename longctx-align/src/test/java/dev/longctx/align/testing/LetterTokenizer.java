package dev.longctx.align.testing;

import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Tokenizer;

/** A token a character. */
public final class LetterTokenizer implements Tokenizer {

  @Override
  public int[] encode(Prompt prompt) {
    return encode(((Prompt.Text) prompt).text());
  }

  @Override
  public int[] encode(String text) {
    return text.chars().toArray();
  }

  @Override
  public int[] encodeResponse(String response) {
    return encode(response);
  }

  @Override
  public String decode(int[] ids) {
    return new String(ids, 0, ids.length);
  }

  @Override
  public int[] endTokens() {
    return new int[0];
  }
}
