package dev.longctx.api.reasoning;

import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.api.model.Prompt;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came of a question. Immutable and thread-safe. Texts are untrusted: they are what a model
 * made of untrusted documents.
 *
 * @param candidates one a sample, in order
 * @param chosen index of the candidate that was selected
 * @param reading what the policy was given
 * @param compression what was kept of the documents, by the pipeline or by the policy; null where
 *     they were read whole
 * @param prompt what was put to the model
 * @param fit how the reading came to fit the prompt
 * @param usage tokens of language models
 * @param timings where the time went
 * @param alignment the candidates' rewards under the whole documents and under what was read; null
 *     where no aligner was asked
 */
public record Answer(
    List<Candidate> candidates,
    int chosen,
    Reading reading,
    @Nullable Compression compression,
    Prompt prompt,
    PromptFit fit,
    Usage usage,
    Timings timings,
    @Nullable Alignment alignment) {

  /** Checks and copies the components. */
  public Answer {
    candidates = List.copyOf(candidates);
    Objects.checkIndex(chosen, candidates.size());
    Objects.requireNonNull(reading, "reading");
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(fit, "fit");
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(timings, "timings");
  }

  /**
   * The selected candidate.
   *
   * @return the candidate
   */
  public Candidate best() {
    return candidates.get(chosen);
  }

  /**
   * The answer.
   *
   * @return the selected candidate's, or the empty text where it has none
   */
  public String text() {
    String answer = best().answer();
    return answer == null ? "" : answer;
  }

  /**
   * Whether an answer was found.
   *
   * @return false where the model gave none in the form it was asked for
   */
  public boolean isAnswered() {
    return best().answer() != null;
  }

  /**
   * What the model thought before it answered.
   *
   * @return the selected candidate's, maybe empty
   */
  public String reasoning() {
    return best().reasoning();
  }

  /**
   * The source ranges that the policy read; where {@link #fit()} is {@link
   * PromptFit#HEAD_AND_TAIL}, the middle of their joined text was left out.
   *
   * @return spans of {@link Reading#documents()}; empty where they were read whole
   */
  public List<KeptSpan> evidence() {
    return compression == null ? List.of() : compression.spans();
  }

  /**
   * Whether the policy had anything to answer from. Where not, the model answered from what it
   * knows or makes up.
   *
   * @return false where nothing was kept of the documents, or there was no text in them
   */
  public boolean isFromText() {
    return !(compression != null ? compression.text() : reading.text()).isBlank();
  }

  /**
   * The same answer with what the pipeline adds: its compression and the time that took.
   *
   * @param compressTime time of the pipeline's compression
   * @return a copy
   */
  public Answer plusCompression(Duration compressTime) {
    Timings all =
        new Timings(
            timings.compress().plus(compressTime),
            timings.prefill(),
            timings.decode(),
            timings.total().plus(compressTime));
    return new Answer(candidates, chosen, reading, compression, prompt, fit, usage, all, alignment);
  }

  /**
   * The same answer with what an aligner found.
   *
   * @param found the rewards of all candidates, or why there are none
   * @param choice index of the candidate that is selected now
   * @return a copy
   */
  public Answer plusAlignment(Alignment found, int choice) {
    return new Answer(candidates, choice, reading, compression, prompt, fit, usage, timings, found);
  }

  /**
   * Tokens over all calls of the policy: of its model, and of a judge where it asks one.
   *
   * @param promptTokens of prompts, each counted once however many samples it has
   * @param reusedTokens of these, read in an earlier call already
   * @param completionTokens of completions
   */
  public record Usage(long promptTokens, long reusedTokens, long completionTokens) {}

  /**
   * Wall-clock time by stage.
   *
   * @param compress compressing
   * @param prefill reading prompts
   * @param decode writing completions
   * @param total all of it, selection included
   */
  public record Timings(Duration compress, Duration prefill, Duration decode, Duration total) {

    /** Checks the components. */
    public Timings {
      Objects.requireNonNull(compress, "compress");
      Objects.requireNonNull(prefill, "prefill");
      Objects.requireNonNull(decode, "decode");
      Objects.requireNonNull(total, "total");
    }
  }
}
