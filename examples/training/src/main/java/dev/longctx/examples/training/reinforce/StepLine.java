package dev.longctx.examples.training.reinforce;

import dev.longctx.reason.reinforce.RlListener;
import dev.longctx.reason.reinforce.RlStep;
import java.util.Locale;
import java.util.function.Consumer;

/** Tells in a line how a training goes. */
final class StepLine implements RlListener {

  private final Consumer<String> progress;

  StepLine(Consumer<String> progress) {
    this.progress = progress;
  }

  @Override
  public void step(RlStep step) {
    progress.accept(
        String.format(
            Locale.ROOT,
            "phase %d, step %d: reward %.2f, entropy %.2f",
            step.phase(),
            step.step(),
            step.rollouts().reward(),
            step.rollouts().entropy()));
  }
}
