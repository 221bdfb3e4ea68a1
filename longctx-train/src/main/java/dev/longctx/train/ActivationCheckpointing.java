package dev.longctx.train;

/**
 * When a pass keeps its layers' inputs alone and computes the layers a second time on the way back
 * (Chen et al., 2016, "Training Deep Nets with Sublinear Memory Cost"). It then needs the memory of
 * one layer in place of all, for about a third more time. Gradients are the same. Immutable and
 * thread-safe.
 */
public final class ActivationCheckpointing {

  private final long tokens;

  private ActivationCheckpointing(long tokens) {
    this.tokens = tokens;
  }

  /**
   * Keeps everything.
   *
   * @return the rule
   */
  public static ActivationCheckpointing never() {
    return new ActivationCheckpointing(Long.MAX_VALUE);
  }

  /**
   * Computes every pass twice.
   *
   * @return the rule
   */
  public static ActivationCheckpointing always() {
    return new ActivationCheckpointing(0);
  }

  /**
   * Computes passes twice that are longer than a bound.
   *
   * @param tokens of all sequences of a pass together, prompts included; 0 or more. A prompt that
   *     {@linkplain TorchPolicyBuilder#sharedPrompts is read once} counts once
   * @return the rule
   * @throws IllegalArgumentException if it is below 0
   */
  public static ActivationCheckpointing longerThan(int tokens) {
    if (tokens < 0) {
      throw new IllegalArgumentException("tokens: expected 0 or more, found " + tokens);
    }
    return new ActivationCheckpointing(tokens);
  }

  boolean appliesTo(long passTokens) {
    return passTokens > tokens;
  }

  @Override
  public String toString() {
    if (tokens == Long.MAX_VALUE) {
      return "never";
    }
    return tokens == 0 ? "always" : "longer than %d tokens".formatted(tokens);
  }
}
