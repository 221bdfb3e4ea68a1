package dev.longctx.align.measure;

import dev.longctx.api.Cancellation;
import dev.longctx.api.LongctxException;
import dev.longctx.api.model.Tokenizer;
import dev.longctx.api.reasoning.Policy;
import dev.longctx.api.reasoning.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Measures how faithful compressions are: the gap between the rewards of an answer under what was
 * kept, as the short context, and under the whole documents, as the long one. Near 0, the model
 * finds as much support for the answer in what was kept; far below 0, something was lost. Policy
 * and tokenizer stay the caller's. As thread-safe as its parts.
 *
 * @param measurement scores the answers
 * @param policy writes the prompts
 * @param tokenizer of the measured model
 */
public record Faithfulness(RewardGap measurement, Policy policy, Tokenizer tokenizer) {

  /** Checks the components. */
  public Faithfulness {
    Objects.requireNonNull(measurement, "measurement");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(tokenizer, "tokenizer");
  }

  /**
   * Measures compressions.
   *
   * @param answers any number
   * @param cancellation ends the call early
   * @return one outcome an answer, in order; an answer without tokens has failed
   * @throws java.util.concurrent.CancellationException if it was cancelled
   * @throws IllegalStateException if something is closed
   */
  public GapReport measure(List<CompressedAnswer> answers, Cancellation cancellation) {
    List<GapOutcome> outcomes = new ArrayList<>();
    int batch = measurement.maxExamples();
    for (int from = 0; from < answers.size(); from += batch) {
      int end = Math.min(from + batch, answers.size());
      outcomes.addAll(batch(answers.subList(from, end), cancellation));
    }
    return new GapReport(outcomes);
  }

  private List<GapOutcome> batch(List<CompressedAnswer> answers, Cancellation cancellation) {
    cancellation.throwIfCancelled();
    List<GapOutcome> outcomes = new ArrayList<>();
    List<RewardExample> examples = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (CompressedAnswer answer : answers) {
      try {
        examples.add(example(answer));
        places.add(outcomes.size());
        outcomes.add(new GapOutcome.Failed(answer.id(), "not scored"));
      } catch (LongctxException e) {
        outcomes.add(new GapOutcome.Failed(answer.id(), String.valueOf(e.getMessage())));
      }
    }
    List<GapOutcome> scored = measurement.measure(examples, cancellation).outcomes();
    for (int i = 0; i < scored.size(); i++) {
      outcomes.set(places.get(i), scored.get(i));
    }
    return outcomes;
  }

  private RewardExample example(CompressedAnswer answer) {
    int[] response = tokenizer.encodeResponse(answer.answer());
    if (response.length == 0) {
      throw new LongctxException("answer: expected at least one token, found none");
    }
    return new RewardExample(
        answer.id(),
        prompt(answer.question(), Reading.of(answer.compression())),
        prompt(answer.question(), Reading.of(answer.compression().documents())),
        response,
        null);
  }

  private int[] prompt(String question, Reading reading) {
    return tokenizer.encode(policy.prompt(question, reading));
  }
}
