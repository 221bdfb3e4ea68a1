package dev.longctx.reason.curriculum;

import java.util.Objects;

/**
 * A right response to a problem, to be learned from. Immutable: the array is copied in and out.
 *
 * @param problem what was asked
 * @param response all that the model said, its thinking included; untrusted
 * @param responseTokens the response in the vocabulary of the model that gave it, the token that
 *     ended it included; empty where the model does not tell
 */
@SuppressWarnings("ArrayRecordComponent") // traces are never compared
public record Trace(Problem problem, String response, int[] responseTokens) {

  /** Checks and copies the components. */
  public Trace {
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(response, "response");
    responseTokens = responseTokens.clone();
  }

  /**
   * The tokens of the response.
   *
   * @return a copy
   */
  @Override
  public int[] responseTokens() {
    return responseTokens.clone();
  }

  /** The trace without its texts, which may be long. */
  @Override
  public String toString() {
    return "Trace[%s, %d characters]".formatted(problem.id(), response.length());
  }
}
