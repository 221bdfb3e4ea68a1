package dev.longctx.reason.reward;

import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How right a response is.
 *
 * @param value 0 to 1; empty where it could not be told, which is not the same as wrong
 * @param prediction the answer that was found in the response, or null where there is none;
 *     untrusted
 * @param reason why
 */
public record RewardScore(OptionalDouble value, @Nullable String prediction, RewardReason reason) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the value is outside 0 to 1
   */
  public RewardScore {
    Objects.requireNonNull(reason, "reason");
    double given = value.orElse(0);
    if (!(given >= 0 && given <= 1)) {
      throw new IllegalArgumentException("value: expected 0 to 1, found " + given);
    }
  }

  /**
   * A score.
   *
   * @param value 0 to 1
   * @param prediction the answer that was found, or null
   * @param reason why
   * @return the score
   * @throws IllegalArgumentException if the value is outside 0 to 1
   */
  public static RewardScore of(double value, @Nullable String prediction, RewardReason reason) {
    return new RewardScore(OptionalDouble.of(value), prediction, reason);
  }

  /**
   * The lack of a score.
   *
   * @param prediction the answer that was found, or null
   * @param reason why there is none
   * @return no score
   */
  public static RewardScore none(@Nullable String prediction, RewardReason reason) {
    return new RewardScore(OptionalDouble.empty(), prediction, reason);
  }

  /**
   * Whether the response is wholly right.
   *
   * @return true where the value is exactly 1
   */
  public boolean isRight() {
    return value.isPresent() && value.getAsDouble() == 1;
  }
}
