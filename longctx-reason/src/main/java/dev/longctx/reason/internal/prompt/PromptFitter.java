package dev.longctx.reason.internal.prompt;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.reasoning.PromptFit;
import dev.longctx.api.reasoning.Reading;
import dev.longctx.reason.internal.policy.Deadline;
import dev.longctx.reason.prompt.Overlong;
import dev.longctx.reason.prompt.PromptTemplate;
import java.util.function.Function;

/** Makes prompts and sees to it that they fit. Immutable and thread-safe. */
public final class PromptFitter {

  private final LanguageModel model;
  private final PromptTemplate template;
  private final Overlong overlong;
  private final PromptLimit limit;
  private final ReadingText texts;

  /** A fitter of prompts for one model. */
  public PromptFitter(
      LanguageModel model,
      PromptTemplate template,
      Overlong overlong,
      PromptLimit limit,
      ReadingText texts) {
    this.model = model;
    this.template = template;
    this.overlong = overlong;
    this.limit = limit;
    this.texts = texts;
  }

  /**
   * The prompt for a question.
   *
   * @throws dev.longctx.api.model.GenerationException if it is too long and the rule does not help
   */
  public FittedPrompt fit(
      String question, Reading reading, Deadline deadline, Cancellation cancellation) {
    PromptFrame frame = frame(question);
    FittedPrompt whole = whole(frame, reading);
    if (frame.excess(whole) <= 0) {
      return whole;
    }
    return shortened(
        overlong,
        whole,
        frame,
        rule ->
            new CompressedFit(frame, texts, rule, deadline, cancellation)
                .fit(whole, reading.documents()));
  }

  /** The prompt for a question with all of a reading, however long. */
  public FittedPrompt whole(String question, Reading reading) {
    return whole(frame(question), reading);
  }

  private PromptFrame frame(String question) {
    return new PromptFrame(model, template, question, limit);
  }

  private FittedPrompt whole(PromptFrame frame, Reading reading) {
    return frame.with(texts.of(reading), PromptFit.WHOLE, reading.compression());
  }

  private static FittedPrompt shortened(
      Overlong overlong,
      FittedPrompt whole,
      PromptFrame frame,
      Function<Overlong.Compress, FittedPrompt> compressed) {
    if (overlong instanceof Overlong.OrElse rule) {
      try {
        return shortened(rule.first(), whole, frame, compressed);
      } catch (GenerationException e) {
        if (e.reason() != GenerationException.Reason.PROMPT_TOO_LONG) {
          throw e;
        }
        return shortened(rule.otherwise(), whole, frame, compressed);
      }
    }
    if (overlong instanceof Overlong.HeadAndTail rule) {
      return new HeadAndTailFit(frame, rule.omissionMark()).fit(whole);
    }
    if (overlong instanceof Overlong.Compress rule) {
      return compressed.apply(rule);
    }
    throw frame.tooLong("prompt", whole.tokens(), null);
  }
}
