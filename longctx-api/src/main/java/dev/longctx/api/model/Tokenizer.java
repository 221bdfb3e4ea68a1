package dev.longctx.api.model;

/** From texts to the tokens of one model and back. Implementations are thread-safe. */
public interface Tokenizer {

  /**
   * The tokens of a prompt, control tokens and template included.
   *
   * @param prompt the prompt
   * @return ids of the model's vocabulary, at least one
   * @throws GenerationException if there is none or one is outside the vocabulary
   */
  int[] encode(Prompt prompt);

  /**
   * The tokens of any text, without control tokens.
   *
   * @param text any text
   * @return ids of the model's vocabulary, maybe none
   */
  int[] encode(String text);

  /**
   * The tokens of a response, as the model writes them: marks that completions show, such as {@code
   * <think>}, are control tokens again. Text that a model did not write may pose as such a mark.
   * The token that ends a completion is not among them.
   *
   * @param response a completion's text
   * @return ids of the model's vocabulary, maybe none
   */
  int[] encodeResponse(String response);

  /**
   * The text of tokens, as completions show it.
   *
   * @param ids of the model's vocabulary
   * @return the text; control tokens that tokenizers call special are left out
   * @throws IllegalArgumentException if one is outside the vocabulary
   */
  String decode(int[] ids);

  /**
   * The tokens that end a completion, the usual one first.
   *
   * @return a copy, maybe empty
   */
  int[] endTokens();
}
