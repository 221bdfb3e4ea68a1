package dev.longctx.reason.answer;

/** What a response without {@code </think>} answers. */
public enum MissingThink {
  /** Nothing: the model never stopped thinking. So do QwenLong-L1's training rewards. */
  EMPTY_ANSWER,
  /**
   * All of it: the model may not think aloud at all. A response that begins with {@code <think>}
   * answers nothing here either: it was cut off while it thought aloud.
   */
  WHOLE_RESPONSE,
  /** All of it, a thought that was cut off too. So do QwenLong-L1's evaluations. */
  WHOLE_EVEN_UNFINISHED
}
