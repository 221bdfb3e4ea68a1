package dev.longctx.examples.training.align;

import dev.longctx.examples.training.experiment.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an experiment keeps what is done.
 *
 * @param root holds all of it
 */
record Folder(Path root) {

  Path triples(long seed) {
    return root.resolve("triples").resolve("seed-" + seed + ".jsonl");
  }

  /** What triples of a seed cost when they are sampled under contexts of a length. */
  Path cost(long seed) {
    return root.resolve("triples").resolve("seed-" + seed + "-cost.json");
  }

  Path run(Arm arm, long seed) {
    return root.resolve("runs").resolve(arm.title() + "-" + seed);
  }

  Path result(Arm arm, long seed) {
    return run(arm, seed).resolve("result.json");
  }

  /** The result of a run, if it is finished. */
  Optional<RunResult> finished(Arm arm, long seed) throws IOException {
    Path file = result(arm, seed);
    return Files.exists(file) ? Optional.of(RunResult.read(file)) : Optional.empty();
  }

  List<RunResult> finished(List<Long> seeds) throws IOException {
    List<RunResult> results = new ArrayList<>();
    for (Arm arm : Arm.values()) {
      for (long seed : seeds) {
        finished(arm, seed).ifPresent(results::add);
      }
    }
    return results;
  }

  /**
   * Writes down what the experiment is made with, or compares.
   *
   * @throws IllegalArgumentException if the folder holds another experiment
   */
  void pin(String settings) throws IOException {
    Files.createDirectories(root.resolve("triples"));
    SettingsFile.pin(root, settings);
  }
}
