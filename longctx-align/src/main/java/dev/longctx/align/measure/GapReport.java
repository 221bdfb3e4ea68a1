package dev.longctx.align.measure;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was found of many examples. Examples that failed count in no mean and no share.
 *
 * @param outcomes one an example, in order
 */
public record GapReport(List<GapOutcome> outcomes) {

  private static final int RESAMPLES = 2_000;
  private static final long SEED = 1;

  /** Copies the component. */
  public GapReport {
    outcomes = List.copyOf(outcomes);
  }

  /**
   * The examples that have rewards.
   *
   * @return in order, maybe none
   */
  public List<GapOutcome.Measured> measured() {
    return outcomes.stream()
        .filter(GapOutcome.Measured.class::isInstance)
        .map(GapOutcome.Measured.class::cast)
        .toList();
  }

  /**
   * The examples that have none.
   *
   * @return in order, maybe none
   */
  public List<GapOutcome.Failed> failed() {
    return outcomes.stream()
        .filter(GapOutcome.Failed.class::isInstance)
        .map(GapOutcome.Failed.class::cast)
        .toList();
  }

  /**
   * Rewards of the better responses under the short contexts.
   *
   * @return empty where nothing was measured
   */
  public Optional<Distribution> shortRewards() {
    return distribution(GapOutcome.Measured::shortChosen);
  }

  /**
   * Rewards of the better responses under the long contexts.
   *
   * @return empty where nothing was measured
   */
  public Optional<Distribution> longRewards() {
    return distribution(GapOutcome.Measured::longChosen);
  }

  /**
   * By how much the better responses are worth more under the short contexts, signed.
   *
   * @return empty where nothing was measured
   */
  public Optional<Distribution> gaps() {
    return distribution(GapOutcome.Measured::gap);
  }

  /**
   * How far the rewards of the better responses lie apart.
   *
   * @return empty where nothing was measured
   */
  public Optional<Distribution> distances() {
    return distribution(outcome -> Math.abs(outcome.gap()));
  }

  private Optional<Distribution> distribution(ToDoubleFunction<GapOutcome.Measured> value) {
    double[] values = measured().stream().mapToDouble(value).toArray();
    return values.length == 0 ? Optional.empty() : Optional.of(new Distribution(values));
  }

  /**
   * How often the better response is worth more than the worse under the short context.
   *
   * @return from 0 to 1, equal rewards counting as not; empty where no example has a worse one
   */
  public OptionalDouble shortMarginAccuracy() {
    return accuracy(GapOutcome.Measured::shortMargin);
  }

  /**
   * How often the better response is worth more than the worse under the long context.
   *
   * @return from 0 to 1, equal rewards counting as not; empty where no example has a worse one
   */
  public OptionalDouble longMarginAccuracy() {
    return accuracy(GapOutcome.Measured::longMargin);
  }

  private OptionalDouble accuracy(Function<GapOutcome.Measured, @Nullable Double> margin) {
    return measured().stream()
        .map(margin)
        .filter(Objects::nonNull)
        .mapToDouble(value -> value > 0 ? 1 : 0)
        .average();
  }

  /**
   * Writes one JSON object an example: its id and either rewards and gap or the reason why it
   * failed.
   *
   * @param out takes the lines, each ended by a newline
   * @throws IOException if that fails to write
   */
  public void writeJsonLines(Appendable out) throws IOException {
    for (GapOutcome outcome : outcomes) {
      out.append(OutcomeJson.line(outcome)).append('\n');
    }
  }

  /** A table for people: numbers of examples, distributions with intervals, margin accuracies. */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    table.append("%d measured, %d failed\n".formatted(measured().size(), failed().size()));
    table.append("             mean   [95 % interval]     median     10 %     90 %\n");
    shortRewards().ifPresent(values -> table.append(row("short", values)));
    longRewards().ifPresent(values -> table.append(row("long", values)));
    gaps().ifPresent(values -> table.append(row("gap", values)));
    distances().ifPresent(values -> table.append(row("distance", values)));
    table.append(accuracy("short", shortMarginAccuracy()));
    table.append(accuracy("long", longMarginAccuracy()));
    return table.toString();
  }

  private static String row(String name, Distribution values) {
    Distribution.Interval interval = values.meanInterval(RESAMPLES, SEED);
    return String.format(
        Locale.ROOT,
        "%-8s %8.4f [%8.4f, %8.4f] %8.4f %8.4f %8.4f\n",
        name,
        values.mean(),
        interval.low(),
        interval.high(),
        values.median(),
        values.quantile(0.1),
        values.quantile(0.9));
  }

  private static String accuracy(String name, OptionalDouble share) {
    return share.isPresent()
        ? String.format(Locale.ROOT, "margin accuracy, %s: %.3f\n", name, share.getAsDouble())
        : "";
  }
}
