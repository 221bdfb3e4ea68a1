package dev.longctx.align.measure;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was found of one example. */
public sealed interface GapOutcome {

  /**
   * The example's name.
   *
   * @return as it was given
   */
  String id();

  /**
   * Rewards were computed.
   *
   * @param id the example's name
   * @param shortChosen reward of the better response under the short context
   * @param longChosen reward of the better response under the long context
   * @param shortRejected reward of the worse response under the short context, or null where there
   *     is none
   * @param longRejected reward of the worse response under the long context, or null where there is
   *     none
   */
  record Measured(
      String id,
      double shortChosen,
      double longChosen,
      @Nullable Double shortRejected,
      @Nullable Double longRejected)
      implements GapOutcome {

    /** Checks the components. */
    public Measured {
      Objects.requireNonNull(id, "id");
      if ((shortRejected == null) != (longRejected == null)) {
        throw new IllegalArgumentException(
            "rejected: expected both rewards or none, found %s and %s"
                .formatted(shortRejected, longRejected));
      }
    }

    /**
     * By how much the better response is worth more under the short context than under the long.
     *
     * @return the difference, signed
     */
    public double gap() {
      return shortChosen - longChosen;
    }

    /**
     * By how much the better response is worth more than the worse under the short context.
     *
     * @return the difference, or null where there is no worse one
     */
    public @Nullable Double shortMargin() {
      return shortRejected == null ? null : shortChosen - shortRejected;
    }

    /**
     * By how much the better response is worth more than the worse under the long context.
     *
     * @return the difference, or null where there is no worse one
     */
    public @Nullable Double longMargin() {
      return longRejected == null ? null : longChosen - longRejected;
    }
  }

  /**
   * The example could not be scored. It counts as failed, and in no mean.
   *
   * @param id the example's name
   * @param reason what went wrong
   */
  record Failed(String id, String reason) implements GapOutcome {

    /** Checks the components. */
    public Failed {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(reason, "reason");
    }
  }
}
