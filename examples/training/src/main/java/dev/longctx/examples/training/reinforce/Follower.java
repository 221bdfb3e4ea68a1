package dev.longctx.examples.training.reinforce;

import dev.longctx.reason.reinforce.RlListener;
import dev.longctx.reason.reinforce.RlStep;
import dev.longctx.reason.rollout.RolloutGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Follows a training: tells in a line how it goes, and writes down how far from the base each step
 * began. Not thread-safe.
 */
final class Follower implements RlListener {

  private static final int MEASURED = 4;

  private final KlMeter meter;
  private final Path file;
  private final Consumer<String> progress;
  private double kl = Double.NaN;

  /**
   * Follows one.
   *
   * @param meter measures distances
   * @param file takes one line a step; a step that is done twice, after a kill, counts once
   * @param progress takes the lines
   */
  Follower(KlMeter meter, Path file, Consumer<String> progress) {
    this.meter = meter;
    this.file = file;
    this.progress = progress;
  }

  @Override
  public void rollouts(List<RolloutGroup> groups) {
    if (Double.isNaN(kl)) {
      kl = meter.measure(groups.subList(0, Math.min(MEASURED, groups.size())));
    }
  }

  @Override
  public void step(RlStep step) {
    write(step.step() + " " + kl + "\n");
    progress.accept(
        String.format(
            Locale.ROOT,
            "phase %d, step %d: reward %.2f, entropy %.2f, KL %.2f",
            step.phase(),
            step.step(),
            step.rollouts().reward(),
            step.rollouts().entropy(),
            kl));
    kl = Double.NaN;
  }

  private void write(String line) {
    try {
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The distances that were written, by step; none where no step was done. */
  static Map<Long, Double> distances(Path file) throws IOException {
    Map<Long, Double> distances = new HashMap<>();
    if (!Files.exists(file)) {
      return distances;
    }
    for (String line : Files.readAllLines(file)) {
      int space = line.indexOf(' ');
      distances.put(
          Long.parseLong(line.substring(0, space)), Double.parseDouble(line.substring(space + 1)));
    }
    return distances;
  }
}
