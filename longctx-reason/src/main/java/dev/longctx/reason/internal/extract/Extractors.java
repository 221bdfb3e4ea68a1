package dev.longctx.reason.internal.extract;

import dev.longctx.reason.answer.AnswerExtractor;
import dev.longctx.reason.answer.Strictness;
import dev.longctx.reason.answer.TaskKind;

/** The extractor for each kind of task and mode. */
public final class Extractors {

  private Extractors() {}

  /** The extractor of a kind. */
  public static AnswerExtractor of(TaskKind kind, Strictness strictness) {
    return switch (kind) {
      case DOCUMENT_QA -> strictness == Strictness.STRICT ? StrictText::of : LegacyExtractors::text;
      case NUMERIC -> number(strictness);
      case MULTIPLE_CHOICE ->
          strictness == Strictness.STRICT ? StrictChoice::of : LegacyExtractors::choice;
    };
  }

  private static AnswerExtractor number(Strictness strictness) {
    return switch (strictness) {
      case STRICT -> StrictText::of;
      case LEGACY -> LegacyExtractors::number;
      case LEGACY_EVALUATION -> LegacyExtractors::numberOfEvaluation;
    };
  }
}
