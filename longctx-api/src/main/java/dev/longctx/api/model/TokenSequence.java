package dev.longctx.api.model;

/**
 * A prompt and a response as tokens of one model. Immutable: arrays are copied in and out.
 *
 * @param prompt at least one token
 * @param response maybe empty
 */
@SuppressWarnings("ArrayRecordComponent") // sequences are never compared
public record TokenSequence(int[] prompt, int[] response) {

  /** Copies the components. */
  public TokenSequence {
    prompt = prompt.clone();
    response = response.clone();
    if (prompt.length == 0) {
      throw new IllegalArgumentException("prompt: expected at least one token, found none");
    }
  }

  /**
   * The tokens of the prompt.
   *
   * @return a copy
   */
  @Override
  public int[] prompt() {
    return prompt.clone();
  }

  /**
   * The tokens of the response.
   *
   * @return a copy
   */
  @Override
  public int[] response() {
    return response.clone();
  }

  @Override
  public String toString() {
    return "TokenSequence[%d + %d tokens]".formatted(prompt.length, response.length);
  }
}
