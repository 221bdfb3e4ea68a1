package dev.longctx.reason.answer;

/** What a response without {@code </think>} answers. */
public enum MissingThink {
  /** Nothing: the model never stopped thinking. So do QwenLong-L1's training rewards. */
  EMPTY_ANSWER,
  /**
   * All of it: the model may not think aloud at all. So do QwenLong-L1's evaluations, and policies
   * whose model has no thinking mode. A response that begins with {@code <think>} answers nothing
   * here either, unlike in those evaluations: it was cut off while it thought aloud.
   */
  WHOLE_RESPONSE
}
