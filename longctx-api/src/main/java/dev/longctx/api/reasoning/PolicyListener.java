package dev.longctx.api.reasoning;

import dev.longctx.api.compression.Compression;

/**
 * Watches a policy at work. All methods do nothing by default. They run on the thread that answers,
 * which waits for them.
 */
public interface PolicyListener {

  /** Watches nothing. */
  PolicyListener NONE =
      new PolicyListener() {
        @Override
        public boolean readsText() {
          return false;
        }
      };

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
   * Whether {@link #text} is to be called. Where nobody reads along, a remote model need not
   * stream, and may try again after a failure that came in the middle of its text. Asked once a
   * question.
   *
   * @return true by default
   */
  default boolean readsText() {
    return true;
  }

  /**
   * The model wrote more.
   *
   * @param sample which sample, from 0
   * @param text the new piece
   */
  default void text(int sample, String text) {}
}
