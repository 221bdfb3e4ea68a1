package dev.longctx.examples.evidence;

import dev.longctx.eval.evidence.EvidenceResult;
import dev.longctx.eval.evidence.Measure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results as lines of Markdown that also read well in a terminal. */
final class Table {

  private Table() {}

  static List<String> of(List<EvidenceResult> results) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| method     | budget | kept   | support recall | all support | answer kept | paragraph hit"
            + " | questions | tokens/s |");
    lines.add(
        "|:-----------|-------:|-------:|---------------:|------------:|------------:|--------------:"
            + "|----------:|---------:|");
    results.forEach(result -> lines.add(line(result)));
    return lines;
  }

  private static String line(EvidenceResult result) {
    String failed = result.failed() == 0 ? "" : " (" + result.failed() + " failed)";
    return "| %-10s | %4.0f %% | %4.1f %% | %14s | %11s | %11s | %13s | %9s | %,8.0f |"
        .formatted(
            result.method(),
            100 * result.budget(),
            100 * result.ratio(),
            percent(result.mean(Measure.SUPPORT_RECALL)),
            percent(result.mean(Measure.ALL_SUPPORT)),
            percent(result.mean(Measure.ANSWER_KEPT)),
            percent(result.mean(Measure.PARAGRAPH_HIT)),
            result.questions() + failed,
            result.tokensPerSecond());
  }

  private static String percent(@Nullable Double share) {
    return share == null ? "-" : "%.1f".formatted(100 * share);
  }
}
