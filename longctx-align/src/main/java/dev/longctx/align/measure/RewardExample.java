package dev.longctx.align.measure;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Responses under a short and a long context, as tokens of the model that is measured. Immutable:
 * arrays are copied in and out.
 *
 * @param id names the example in results
 * @param shortPrompt at least one token
 * @param longPrompt at least one token
 * @param chosen the better, or the only response, at least one token
 * @param rejected the worse response, at least one token, or null where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // examples are never compared
public record RewardExample(
    String id, int[] shortPrompt, int[] longPrompt, int[] chosen, int @Nullable [] rejected) {

  /** Checks and copies the components. */
  public RewardExample {
    Objects.requireNonNull(id, "id");
    shortPrompt = copy("shortPrompt", shortPrompt);
    longPrompt = copy("longPrompt", longPrompt);
    chosen = copy("chosen", chosen);
    rejected = rejected == null ? null : copy("rejected", rejected);
  }

  private static int[] copy(String name, int[] tokens) {
    if (tokens.length == 0) {
      throw new IllegalArgumentException(name + ": expected at least one token, found none");
    }
    return tokens.clone();
  }

  /**
   * The prompt with the short context.
   *
   * @return a copy
   */
  @Override
  public int[] shortPrompt() {
    return shortPrompt.clone();
  }

  /**
   * The prompt with the long context.
   *
   * @return a copy
   */
  @Override
  public int[] longPrompt() {
    return longPrompt.clone();
  }

  /**
   * The better response.
   *
   * @return a copy
   */
  @Override
  public int[] chosen() {
    return chosen.clone();
  }

  /**
   * The worse response.
   *
   * @return a copy, or null where there is none
   */
  @Override
  public int @Nullable [] rejected() {
    return rejected == null ? null : rejected.clone();
  }

  /** The tokens that a scorer reads for it, where nothing is shared. */
  long tokens() {
    int responses = rejected == null ? 1 : 2;
    long answers = chosen.length + (rejected == null ? 0L : rejected.length);
    return responses * ((long) shortPrompt.length + longPrompt.length) + 2 * answers;
  }

  @Override
  public String toString() {
    return "RewardExample[%s, %d and %d tokens]"
        .formatted(id, shortPrompt.length, longPrompt.length);
  }
}
