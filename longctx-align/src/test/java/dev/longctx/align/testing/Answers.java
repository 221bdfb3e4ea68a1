package dev.longctx.align.testing;

import dev.longctx.api.model.Completion;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.TokenTrace;
import dev.longctx.api.reasoning.Answer;
import dev.longctx.api.reasoning.Candidate;
import dev.longctx.api.reasoning.PromptFit;
import dev.longctx.api.reasoning.Reading;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers to align. */
public final class Answers {

  private Answers() {}

  public static Answer of(Prompt prompt, int chosen, Candidate... candidates) {
    Duration none = Duration.ZERO;
    return new Answer(
        List.of(candidates),
        chosen,
        Reading.of(List.of()),
        null,
        prompt,
        PromptFit.WHOLE,
        new Answer.Usage(1, 0, 1),
        new Answer.Timings(none, none, none, none),
        null);
  }

  /** A candidate of which only the number of tokens is known. */
  public static Candidate text(String text) {
    return candidate(text, TokenTrace.counted(text.length()), text);
  }

  public static Candidate tokens(String text, int... ids) {
    return candidate(text, TokenTrace.of(ids), text);
  }

  public static Candidate candidate(String text, TokenTrace tokens, @Nullable String answer) {
    return new Candidate(new Completion(text, FinishReason.STOP, tokens), "", answer, 1, 0);
  }
}
