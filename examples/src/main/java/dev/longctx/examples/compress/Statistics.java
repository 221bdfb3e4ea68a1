package dev.longctx.examples.compress;

import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionStats;
import dev.longctx.api.compression.CompressionStats.Timings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A compression's costs and savings, in words. */
final class Statistics {

  private Statistics() {}

  static Map<String, String> of(Compression result) {
    CompressionStats stats = result.stats();
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("outcome", Outcome.of(result).describe());
    int spans = result.spans().size();
    String kept = spans == 1 ? "1 span kept" : "%,d spans kept".formatted(spans);
    lines.put("documents", "%,d (%s)".formatted(stats.documents(), kept));
    lines.put("tokens", tokens(stats));
    if (stats.windows() > 0) {
      lines.put(
          "windows",
          "%,d (%,d tokens of the critic)".formatted(stats.windows(), stats.criticTokens()));
    }
    lines.put("time", time(stats.timings()));
    return lines;
  }

  private static String tokens(CompressionStats stats) {
    return "%,d in, %,d out (%.1f %%)"
        .formatted(stats.inputTokens(), stats.outputTokens(), 100 * stats.ratio());
  }

  private static String time(Timings timings) {
    return "%s s: prepare %s, score %s, select %s"
        .formatted(
            seconds(timings.total()),
            seconds(timings.prepare()),
            seconds(timings.score()),
            seconds(timings.select()));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
  }
}
