package dev.longctx.api;

/**
 * Counts tokens the way the language model that will read the text does. Budgets are kept in this
 * counter's tokens, so give the target model's own tokenizer where the bound matters.
 *
 * <p>Implementations must be thread-safe and deterministic, and must return 0 for the empty text.
 */
@FunctionalInterface
public interface TokenCounter {

  /**
   * The number of tokens of a text, without the special tokens that a prompt would add.
   *
   * @param text any text, lone surrogates included
   * @return the count, never negative
   */
  int count(String text);

  /**
   * A counter that needs no tokenizer: letters cost one token for every four, digits one for every
   * three, each ideograph, kana or Hangul syllable and each other symbol one. For English it is
   * meant to err on the high side of today's byte-pair tokenizers; it is an estimate all the same.
   *
   * @return the counter, thread-safe
   */
  static TokenCounter approximate() {
    return ApproximateTokenCounter.INSTANCE;
  }
}
