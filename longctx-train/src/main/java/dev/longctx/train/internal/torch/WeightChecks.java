package dev.longctx.train.internal.torch;

import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.api.training.Weights;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether weights are those that a model needs. */
final class WeightChecks {

  private WeightChecks() {}

  /**
   * Refuses weights with other names or sizes.
   *
   * @param expected sizes by name
   * @param found the weights
   * @throws TrainingException if they differ
   */
  static void requireMatching(Map<String, long[]> expected, Weights found) {
    requireNone(expected.keySet(), found.names(), "all of the model's", "without");
    requireNone(found.names(), expected.keySet(), "only the model's", "also");
    expected.forEach(
        (name, shape) -> {
          if (!Arrays.equals(shape, found.shape(name))) {
            throw refused(
                name + ": expected " + Arrays.toString(shape), Arrays.toString(found.shape(name)));
          }
        });
  }

  private static void requireNone(Set<String> all, Set<String> known, String expected, String how) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(known);
    if (!rest.isEmpty()) {
      throw refused(
          "weights: expected " + expected,
          "%s %s and %d more".formatted(how, rest.iterator().next(), rest.size() - 1));
    }
  }

  private static TrainingException refused(String expected, String found) {
    return new TrainingException(Reason.CHECKPOINT, expected + ", found " + found);
  }
}
