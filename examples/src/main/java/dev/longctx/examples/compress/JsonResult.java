package dev.longctx.examples.compress;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionStats;
import dev.longctx.api.compression.KeptSpan;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code --json} prints: offsets are UTF-16 code units of the file's text. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"outcome", "reason", "detail", "spans", "stats"})
record JsonResult(
    String outcome,
    @Nullable String reason,
    @Nullable String detail,
    List<Span> spans,
    Stats stats) {

  record Span(int document, String file, int start, int end, double score) {}

  record Stats(
      int documents,
      long inputTokens,
      long outputTokens,
      double ratio,
      int windows,
      long criticTokens,
      Seconds seconds) {}

  record Seconds(double prepare, double score, double select, double total) {}

  static String of(Compression result) {
    Outcome outcome = Outcome.of(result);
    String reason = outcome.reason() == null ? null : outcome.reason().name();
    List<Span> spans = result.spans().stream().map(span -> span(result, span)).toList();
    JsonResult json =
        new JsonResult(outcome.name(), reason, outcome.detail(), spans, stats(result.stats()));
    try {
      return JsonMapper.builder().build().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the result could not be written as JSON", e);
    }
  }

  private static Span span(Compression result, KeptSpan span) {
    String file = result.documents().get(span.document()).id();
    return new Span(span.document(), file, span.start(), span.end(), span.score());
  }

  private static Stats stats(CompressionStats stats) {
    CompressionStats.Timings timings = stats.timings();
    return new Stats(
        stats.documents(),
        stats.inputTokens(),
        stats.outputTokens(),
        stats.ratio(),
        stats.windows(),
        stats.criticTokens(),
        new Seconds(
            seconds(timings.prepare()),
            seconds(timings.score()),
            seconds(timings.select()),
            seconds(timings.total())));
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
