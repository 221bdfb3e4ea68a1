package dev.longctx.api.reasoning;

import dev.longctx.api.compression.Compression;

/**
 * Watches a policy at work. All methods do nothing by default. They run on the thread that answers,
 * which waits for them.
 */
public interface PolicyListener {

  /** Watches nothing. */
  PolicyListener NONE = new PolicyListener() {};

  /**
   * A text was compressed.
   *
   * @param compression the outcome
   */
  default void compressed(Compression compression) {}

  /**
   * The prompt is ready.
   *
   * @param fit how the reading came to fit
   * @param promptTokens tokens of the model, control tokens included
   */
  default void prompted(PromptFit fit, int promptTokens) {}

  /**
   * The model wrote more.
   *
   * @param sample which sample, from 0
   * @param text the new piece
   */
  default void text(int sample, String text) {}
}
