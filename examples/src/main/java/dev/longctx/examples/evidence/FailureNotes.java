package dev.longctx.examples.evidence;

import dev.longctx.eval.evidence.EvidenceResult;
import dev.longctx.eval.evidence.EvidenceResult.Failure;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says why questions failed, and that a method's means are over fewer questions then. */
final class FailureNotes {

  private FailureNotes() {}

  /** One line, or none where no question failed. */
  static List<String> of(EvidenceResult result) {
    if (result.failed() == 0) {
      return List.of();
    }
    return List.of(
        "%s at %.0f %%: %,d of %,d questions failed, so its means are over %,d: %s"
            .formatted(
                result.method(),
                100 * result.budget(),
                result.failed(),
                result.scores().size(),
                result.questions(),
                result.failures().stream()
                    .map(FailureNotes::describe)
                    .collect(Collectors.joining("; "))));
  }

  private static String describe(Failure failure) {
    String reason = failure.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return "%,d %s (%s)".formatted(failure.questions(), reason, failure.detail());
  }
}
