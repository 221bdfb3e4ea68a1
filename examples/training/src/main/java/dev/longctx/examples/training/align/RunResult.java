package dev.longctx.examples.training.align;

import dev.longctx.examples.training.experiment.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What one arm came to with one seed.
 *
 * @param arm its title
 * @param seed of triples, order and questions
 * @param steps updates
 * @param people share of right answers by tokens of the context, in the trained domain
 * @param things the same in the other domain
 * @param gapBefore how much less likely right responses were under long contexts, in nats a token
 * @param gapAfter the same after the training
 * @param cpuSecondsAStep processor time of the process for one step
 */
record RunResult(
    String arm,
    long seed,
    int steps,
    Map<Integer, Double> people,
    Map<Integer, Double> things,
    double gapBefore,
    double gapAfter,
    double cpuSecondsAStep) {

  static RunResult read(Path file) throws IOException {
    return JsonFile.read(file, RunResult.class);
  }

  /** Writes the file whole or not at all. */
  void write(Path file) throws IOException {
    JsonFile.write(file, this);
  }
}
