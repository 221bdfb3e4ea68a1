package dev.longctx.compress;

/** Where a document is cut into the windows that a critic reads. No window spans two documents. */
public enum Windowing {
  /**
   * Between sentences; only a sentence that is longer than a window is cut inside, between two
   * tokens of the critic's tokenizer.
   */
  SENTENCES,
  /**
   * As QwenLong-CPRS's released code does: after its list of sentence marks where the text holds a
   * CJK ideograph, and elsewhere after a fixed number of tokens wherever that falls.
   */
  CPRS
}
