package dev.longctx.examples.evidence;

import dev.longctx.eval.evidence.EvidenceResult;
import dev.longctx.eval.evidence.Measure;
import dev.longctx.eval.evidence.PairedBootstrap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compressors against the best baseline that ran, at each budget, with paired intervals. */
final class Comparison {

  private static final int RESAMPLES = 10_000;

  private final PairedBootstrap bootstrap;
  private final List<EvidenceResult> results;

  Comparison(List<EvidenceResult> results, long seed) {
    this.results = results;
    bootstrap = new PairedBootstrap(RESAMPLES, seed);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (EvidenceResult result : results) {
      if (method(result).compressor) {
        for (Measure measure : Measure.values()) {
          best(result.budget(), measure).ifPresent(other -> add(result, other, measure, lines));
        }
      }
    }
    return lines;
  }

  private Optional<EvidenceResult> best(double budget, Measure measure) {
    return results.stream()
        .filter(result -> !method(result).compressor && result.budget() == budget)
        .filter(result -> result.mean(measure) != null)
        .max(Comparator.comparing(result -> result.mean(measure)));
  }

  private void add(
      EvidenceResult result, EvidenceResult other, Measure measure, List<String> lines) {
    PairedBootstrap.Interval interval =
        bootstrap.compare(result.values(measure), other.values(measure));
    if (interval != null) {
      lines.add(
          "%s - %s at %.0f %%, %s: %+.1f points [%+.1f, %+.1f], %d questions"
              .formatted(
                  result.method(),
                  other.method(),
                  100 * result.budget(),
                  measure.title(),
                  100 * interval.difference(),
                  100 * interval.low(),
                  100 * interval.high(),
                  interval.questions()));
    }
  }

  private static Method method(EvidenceResult result) {
    return Method.valueOf(result.method().toUpperCase(Locale.ROOT));
  }
}
