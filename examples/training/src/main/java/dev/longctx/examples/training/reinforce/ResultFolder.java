package dev.longctx.examples.training.reinforce;

import dev.longctx.examples.training.experiment.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the experiment keeps what is done.
 *
 * @param root holds all of it
 */
record ResultFolder(Path root) {

  /** Holds all of one run. */
  Path run(Arm arm, long seed) {
    return root.resolve("runs").resolve(arm.title() + "-" + seed);
  }

  /** The policy after its warm-up. */
  Path warmedUp(Arm arm, long seed) {
    return run(arm, seed).resolve("warmed-up");
  }

  /** Where a training that was killed goes on. */
  Path training(Arm arm, long seed) {
    return run(arm, seed).resolve("training");
  }

  /** How far from the base steps began. */
  Path distances(Arm arm, long seed) {
    return run(arm, seed).resolve("distances.txt");
  }

  /** All that the training says of itself. */
  Path report(Arm arm, long seed) {
    return run(arm, seed).resolve("report");
  }

  /** What all is summed up from. */
  Path result(Arm arm, long seed) {
    return run(arm, seed).resolve("result.json");
  }

  /** The result of a run, if it is finished. */
  Optional<RunResult> finished(Arm arm, long seed) throws IOException {
    Path file = result(arm, seed);
    return Files.exists(file)
        ? Optional.of(JsonFile.read(file, RunResult.class))
        : Optional.empty();
  }

  /** All finished runs of some seeds, in the order of arms. */
  List<RunResult> finished(List<Long> seeds) throws IOException {
    List<RunResult> results = new ArrayList<>();
    for (Arm arm : Arm.values()) {
      for (long seed : seeds) {
        finished(arm, seed).ifPresent(results::add);
      }
    }
    return results;
  }
}
