package dev.longctx.onnx.internal.lm;

import dev.longctx.api.model.GenerationRequest;
import dev.longctx.onnx.internal.tokenizer.TextTokenizer;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A request in a model's own terms.
 *
 * @param request the request
 * @param prompt its tokens, at least one
 * @param maxTokens the most tokens of a completion that request and positions allow
 * @param endTokens tokens that end a completion
 * @param tokenizer makes texts, or null for a model without one
 * @param seed what chance begins with
 * @param deadline when to give what there is
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Job(
    GenerationRequest request,
    int[] prompt,
    int maxTokens,
    Set<Integer> endTokens,
    @Nullable TextTokenizer tokenizer,
    long seed,
    Deadline deadline) {

  /**
   * A job.
   *
   * @param request the request
   * @param prompt its tokens, at least one, all within the vocabulary and the positions
   * @param maxPositions the most tokens of prompt and completion together
   * @param endTokens the model's own
   * @param tokenizer makes texts, or null for a model without one
   * @return the job; its time runs from now on
   */
  public static Job of(
      GenerationRequest request,
      int[] prompt,
      int maxPositions,
      Set<Integer> endTokens,
      @Nullable TextTokenizer tokenizer) {
    return new Job(
        request,
        prompt,
        Math.min(request.maxTokens(), maxPositions - prompt.length),
        endTokens,
        tokenizer,
        request.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong()),
        new Deadline(request.timeout()));
  }

  boolean ends(int token) {
    return endTokens.contains(token) || request.stopTokens().contains(token);
  }
}
