package dev.longctx.reason.curriculum;

import java.util.Locale;
import java.util.Objects;

/**
 * How long a phase lasts.
 *
 * @param unit what is counted
 * @param count how many, at least 1
 */
public record PhaseLength(Unit unit, long count) {

  /** What the length of a phase is counted in. */
  public enum Unit {
    /** Steps of training, each of one batch of rollouts. */
    STEPS,
    /** Passes over the problems of the phase, those that it takes back included. */
    EPOCHS,
    /** Responses sampled from the policy, whether they are trained on or dropped. */
    ROLLOUTS
  }

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the count is below 1
   */
  public PhaseLength {
    Objects.requireNonNull(unit, "unit");
    if (count < 1) {
      throw new IllegalArgumentException(
          "%s: expected at least 1, found %d".formatted(name(unit), count));
    }
  }

  /**
   * So many steps.
   *
   * @param count at least 1
   * @return the length
   */
  public static PhaseLength steps(long count) {
    return new PhaseLength(Unit.STEPS, count);
  }

  /**
   * So many passes over the phase's problems.
   *
   * @param count at least 1
   * @return the length
   */
  public static PhaseLength epochs(long count) {
    return new PhaseLength(Unit.EPOCHS, count);
  }

  /**
   * As many steps as it takes to sample so many responses, the last step whole.
   *
   * @param count at least 1
   * @return the length
   */
  public static PhaseLength rollouts(long count) {
    return new PhaseLength(Unit.ROLLOUTS, count);
  }

  private static String name(Unit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }

  /** As in {@code 200 steps}. */
  @Override
  public String toString() {
    String plural = name(unit);
    return String.format(
        Locale.ROOT,
        "%,d %s",
        count,
        count == 1 ? plural.substring(0, plural.length() - 1) : plural);
  }
}
