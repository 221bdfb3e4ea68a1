package dev.longctx.examples.training.reinforce;

import java.util.Arrays;
import java.util.List;

/**
 * All finished runs.
 *
 * @param runs in the order of arms
 */
record Results(List<RunResult> runs) {

  /** Copies the list. */
  Results {
    runs = List.copyOf(runs);
  }

  /** The runs of an arm. */
  List<RunResult> of(Arm arm) {
    return runs.stream().filter(run -> run.arm().equals(arm.title())).toList();
  }

  /** The arms that have runs. */
  List<Arm> arms() {
    return Arrays.stream(Arm.values()).filter(arm -> !of(arm).isEmpty()).toList();
  }
}
