package dev.longctx.reason.reinforce;

import java.util.Objects;

/**
 * What one step of a training by reinforcement did: rollouts by the policy as it was, then updates.
 *
 * @param step its number in this training, from 1
 * @param phase the phase of the curriculum, from 1
 * @param rollouts what was sampled
 * @param updates what was learned
 */
public record RlStep(long step, int phase, RolloutMetrics rollouts, UpdateMetrics updates) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if step or phase is below 1
   */
  public RlStep {
    Objects.requireNonNull(rollouts, "rollouts");
    Objects.requireNonNull(updates, "updates");
    if (step < 1 || phase < 1) {
      throw new IllegalArgumentException(
          "step and phase: expected at least 1, found %d and %d".formatted(step, phase));
    }
  }

  /**
   * The time that the step took, without evaluation and checkpoint.
   *
   * @return seconds by the wall clock
   */
  public double seconds() {
    return rollouts.seconds() + updates.seconds();
  }

  /**
   * The throughput of the whole step: the tokens of prompts and responses by the time of sampling,
   * scoring and updating.
   *
   * @return tokens of the policy a second; NaN where no time passed
   */
  public double tokensPerSecond() {
    double seconds = seconds();
    return seconds > 0
        ? (rollouts.promptTokens() + rollouts.generatedTokens()) / seconds
        : Double.NaN;
  }
}
