package dev.longctx.reason.internal.reinforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.reason.curriculum.PhaseLength;
import dev.longctx.runs.json.Fields;
import dev.longctx.runs.json.Json;

/**
 * Where a run is.
 *
 * @param step steps done
 * @param phase from 1
 * @param phaseSteps steps of the phase
 * @param drawn problems that the phase has drawn
 * @param phaseRollouts responses that the phase has sampled
 * @param updatesBefore updates of the policy before the run
 */
record RlState(
    long step, int phase, long phaseSteps, long drawn, long phaseRollouts, long updatesBefore) {

  private static final long MOST = 1L << 53;

  static RlState beginning(long updatesBefore) {
    return new RlState(0, 1, 0, 0, 0, updatesBefore);
  }

  /** After a step. */
  RlState afterStep(int problems, int rollouts) {
    return new RlState(
        step + 1, phase, phaseSteps + 1, drawn + problems, phaseRollouts + rollouts, updatesBefore);
  }

  /** At the beginning of the next phase. */
  RlState nextPhase() {
    return new RlState(step, phase + 1, 0, 0, 0, updatesBefore);
  }

  /** Whether a phase of so many problems has lasted as long as it should. */
  boolean hasDone(PhaseLength length, int problems) {
    return switch (length.unit()) {
      case STEPS -> phaseSteps >= length.count();
      case ROLLOUTS -> phaseRollouts >= length.count();
      case EPOCHS -> drawn / problems >= length.count();
    };
  }

  ObjectNode toJson() {
    return Json.object()
        .put("phase", phase)
        .put("phase_steps", phaseSteps)
        .put("drawn", drawn)
        .put("phase_rollouts", phaseRollouts)
        .put("updates_before", updatesBefore);
  }

  /** Reads what {@link #toJson} wrote, with its step, of a run with so many phases. */
  static RlState of(ObjectNode found, int phases) {
    long phase = Fields.integer(found, "phase");
    if (phase < 1 || phase > phases) {
      throw new IllegalArgumentException(
          "phase: expected 1 to %d, found %d".formatted(phases, phase));
    }
    return new RlState(
        count(found, "step"),
        (int) phase,
        count(found, "phase_steps"),
        count(found, "drawn"),
        count(found, "phase_rollouts"),
        count(found, "updates_before"));
  }

  /** A number that leaves room to count on. */
  private static long count(ObjectNode found, String name) {
    long value = Fields.count(found, name);
    if (value > MOST) {
      throw new IllegalArgumentException(
          "%s: expected at most %d, found %d".formatted(name, MOST, value));
    }
    return value;
  }
}
