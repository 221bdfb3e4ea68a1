package dev.longctx.examples.evidence;

import dev.longctx.eval.evidence.EvidenceResult;
import dev.longctx.eval.evidence.Measure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results as lines of Markdown that also read well in a terminal. */
final class Table {

  private static final String NOTHING = "-";

  private Table() {}

  static List<String> head() {
    return List.of(
        "| method     | budget | kept   | support recall | all support | answer kept | paragraph hit"
            + " | questions | tokens/s |",
        "|:-----------|-------:|-------:|---------------:|------------:|------------:|--------------:"
            + "|----------:|---------:|");
  }

  static String row(EvidenceResult result) {
    String failed = result.failed() == 0 ? "" : " (" + result.failed() + " failed)";
    Double kept = result.ratio();
    Double tokensPerSecond = result.tokensPerSecond();
    return "| %-10s | %4.0f %% | %6s | %14s | %11s | %11s | %13s | %9s | %8s |"
        .formatted(
            result.method(),
            100 * result.budget(),
            kept == null ? NOTHING : percent(kept) + " %",
            percent(result.mean(Measure.SUPPORT_RECALL)),
            percent(result.mean(Measure.ALL_SUPPORT)),
            percent(result.mean(Measure.ANSWER_KEPT)),
            percent(result.mean(Measure.PARAGRAPH_HIT)),
            result.questions() + failed,
            tokensPerSecond == null ? NOTHING : "%,.0f".formatted(tokensPerSecond));
  }

  private static String percent(@Nullable Double share) {
    return share == null ? NOTHING : "%.1f".formatted(100 * share);
  }
}
