package dev.longctx.api.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The completions of one request.
 *
 * @param completions one a sample, in order; fewer where a remote model was told to leave out
 *     samples that failed
 * @param promptTokens tokens of the prompt, control tokens included; 0 where a remote model does
 *     not tell
 * @param reusedTokens how many of these were read in an earlier call already
 * @param prefillTime from the call to the first token
 * @param decodeTime from the first token to the last
 */
public record Generation(
    List<Completion> completions,
    int promptTokens,
    int reusedTokens,
    Duration prefillTime,
    Duration decodeTime) {

  /** Checks and copies the components. */
  public Generation {
    completions = List.copyOf(completions);
    Objects.requireNonNull(prefillTime, "prefillTime");
    Objects.requireNonNull(decodeTime, "decodeTime");
    if (completions.isEmpty()) {
      throw new IllegalArgumentException("completions: expected at least one, found none");
    }
  }

  /**
   * The first completion's text.
   *
   * @return the text
   */
  public String text() {
    return completions.get(0).text();
  }

  /**
   * The tokens of all completions.
   *
   * @return their number
   */
  public int completionTokens() {
    return completions.stream().mapToInt(completion -> completion.tokens().size()).sum();
  }
}
