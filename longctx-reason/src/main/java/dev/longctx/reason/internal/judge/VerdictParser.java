package dev.longctx.reason.internal.judge;

import dev.longctx.api.model.Completion;
import dev.longctx.api.model.FinishReason;
import dev.longctx.reason.answer.MissingThink;
import dev.longctx.reason.answer.ThinkSplit;
import dev.longctx.reason.reward.JudgeVerdict.Outcome;

/** Reads a judge's reply. */
public final class VerdictParser {

  private static final String YES = "[[YES]]";
  private static final String NO = "[[NO]]";

  private VerdictParser() {}

  /** The last verdict behind any thinking, of a reply that the model itself ended. */
  public static Outcome outcome(Completion reply) {
    if (reply.finish() != FinishReason.STOP) {
      return Outcome.UNREADABLE;
    }
    String text = ThinkSplit.of(reply.text(), MissingThink.WHOLE_RESPONSE).answerText();
    int yes = text.lastIndexOf(YES);
    int no = text.lastIndexOf(NO);
    if (yes == no) {
      return Outcome.UNREADABLE;
    }
    return yes > no ? Outcome.SAME : Outcome.DIFFERENT;
  }
}
