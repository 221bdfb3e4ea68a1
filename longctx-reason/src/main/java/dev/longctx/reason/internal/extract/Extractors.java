package dev.longctx.reason.internal.extract;

import dev.longctx.reason.answer.AnswerExtractor;
import dev.longctx.reason.answer.Strictness;
import dev.longctx.reason.answer.TaskKind;

/** The extractor for each kind of task and mode. */
public final class Extractors {

  private static final String TRIGGER = "the answer is";

  private Extractors() {}

  /** The extractor of a kind. */
  public static AnswerExtractor of(TaskKind kind, Strictness strictness) {
    return text -> {
      int at = text.lastIndexOf(TRIGGER);
      String answer = at < 0 ? "" : text.substring(at + TRIGGER.length()).strip();
      return answer.isEmpty() ? null : answer;
    };
  }
}
