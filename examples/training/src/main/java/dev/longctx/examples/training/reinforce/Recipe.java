package dev.longctx.examples.training.reinforce;

import dev.longctx.examples.training.reinforce.ReinforcePlan.Stage;
import dev.longctx.reason.curriculum.Curriculum;
import dev.longctx.reason.curriculum.PhaseLength;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.curriculum.Retrospective;
import java.util.List;
import java.util.Locale;

/** What an arm does and what it leaves out. */
enum Recipe {
  /** Warm-up, phases of growing contexts, and the hardest problems of earlier phases again. */
  FULL(true, true, true),
  NO_WARM_UP(false, true, true),
  NO_RETROSPECTION(true, true, false),
  /** The longest contexts from the first step on, and nothing else. */
  SINGLE_STAGE(false, false, false),
  /** Contexts of all lengths at once, and nothing else. */
  MIXED(false, false, false);

  private final boolean warmsUp;
  private final boolean grows;
  private final boolean looksBack;

  Recipe(boolean warmsUp, boolean grows, boolean looksBack) {
    this.warmsUp = warmsUp;
    this.grows = grows;
    this.looksBack = looksBack;
  }

  /** How pictures call it. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  boolean warmsUp() {
    return warmsUp;
  }

  /** Responses that are sampled before the first step. */
  long responsesBefore(ReinforcePlan plan) {
    return (warmsUp ? plan.warmUpResponses() : 0) + (looksBack ? plan.scoringResponses() : 0);
  }

  Curriculum curriculum(ReinforcePlan plan) {
    long left = plan.responses() - responsesBefore(plan);
    if (!grows) {
      return Curriculum.singleStage(plan.longest(), PhaseLength.rollouts(left));
    }
    Curriculum.Builder builder = Curriculum.builder();
    for (Stage stage : plan.stages()) {
      builder.phase(stage.upTo(), PhaseLength.rollouts(Math.round(stage.share() * left)));
    }
    if (looksBack) {
      builder.retrospective(Retrospective.hardest().samples(plan.training().scoringSamples()));
    }
    return builder.build();
  }

  /** The problems that it learns from, of all phases or of the last. */
  List<Problem> problems(ProblemMaker maker) {
    return this == SINGLE_STAGE ? maker.longest() : maker.all();
  }
}
