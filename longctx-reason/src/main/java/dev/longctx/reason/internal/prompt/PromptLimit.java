package dev.longctx.reason.internal.prompt;

/**
 * The most tokens of a prompt.
 *
 * @param tokens the bound
 * @param origin where it comes from, for error messages
 */
public record PromptLimit(int tokens, String origin) {

  /** No bound. */
  public static final PromptLimit NONE = new PromptLimit(Integer.MAX_VALUE, "no bound");
}
