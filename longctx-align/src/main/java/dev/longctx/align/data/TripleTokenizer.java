package dev.longctx.align.data;

import dev.longctx.align.internal.Once;
import dev.longctx.api.model.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes tokens of triples. Each response is tokenised once, for both contexts, and gets the first
 * of the tokenizer's end tokens at its end, if there is one. Immutable and thread-safe.
 */
public final class TripleTokenizer {

  private final Tokenizer tokenizer;
  private final ContextPrompt prompt;
  private final int maxTokens;

  /**
   * A tokenizer of triples.
   *
   * @param tokenizer of the model that is trained
   * @param prompt makes a prompt of a question and a context
   * @param maxTokens the most tokens of prompt and response together, as {@link
   *     dev.longctx.api.training.TrainablePolicy#maxTokens()} says
   */
  public TripleTokenizer(Tokenizer tokenizer, ContextPrompt prompt, int maxTokens) {
    this.tokenizer = Objects.requireNonNull(tokenizer, "tokenizer");
    this.prompt = Objects.requireNonNull(prompt, "prompt");
    this.maxTokens = Once.atLeast(2, "maxTokens", maxTokens);
  }

  /**
   * The tokens of one triple.
   *
   * @param triple the texts
   * @return its tokens
   * @throws IllegalArgumentException if a response is empty, both are the same, or a sequence is
   *     too long; the message names the triple
   */
  public TokenTriple tokens(Triple triple) {
    Parts parts = parts(triple);
    SkipReason flaw = parts.flaw(maxTokens);
    if (flaw != null) {
      throw new IllegalArgumentException(
          "triple %s: expected different responses and at most %d tokens, found %s (%s)"
              .formatted(triple.id(), maxTokens, flaw, parts));
    }
    return parts.triple(triple.id());
  }

  /**
   * The tokens of all triples that have no flaw.
   *
   * @param triples the texts
   * @return their tokens, and how many were left out, by {@link SkipReason#TOO_LONG}, {@link
   *     SkipReason#SAME_TOKENS} or {@link SkipReason#EMPTY_RESPONSE}
   */
  public TripleTokens tokens(List<Triple> triples) {
    List<TokenTriple> kept = new ArrayList<>();
    Map<SkipReason, Integer> skips = new EnumMap<>(SkipReason.class);
    for (Triple triple : triples) {
      Parts parts = parts(triple);
      SkipReason flaw = parts.flaw(maxTokens);
      if (flaw == null) {
        kept.add(parts.triple(triple.id()));
      } else {
        skips.merge(flaw, 1, Integer::sum);
      }
    }
    return new TripleTokens(kept, skips);
  }

  private Parts parts(Triple triple) {
    return new Parts(
        tokenizer.encode(prompt.of(triple.question(), triple.shortContext())),
        tokenizer.encode(prompt.of(triple.question(), triple.longContext())),
        tokenizer.encodeResponse(triple.chosen()),
        tokenizer.encodeResponse(triple.rejected()),
        tokenizer.endTokens());
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Parts(
      int[] shortPrompt, int[] longPrompt, int[] chosen, int[] rejected, int[] ends) {

    @Nullable SkipReason flaw(int maxTokens) {
      if (chosen.length == 0 || rejected.length == 0) {
        return SkipReason.EMPTY_RESPONSE;
      }
      if (Arrays.equals(chosen, rejected)) {
        return SkipReason.SAME_TOKENS;
      }
      int prompt = Math.max(shortPrompt.length, longPrompt.length);
      int response = Math.max(ended(chosen).length, ended(rejected).length);
      return (long) prompt + response > maxTokens ? SkipReason.TOO_LONG : null;
    }

    TokenTriple triple(String id) {
      return new TokenTriple(id, shortPrompt, longPrompt, ended(chosen), ended(rejected));
    }

    private int[] ended(int[] response) {
      if (ends.length == 0) {
        return response;
      }
      int[] ended = Arrays.copyOf(response, response.length + 1);
      ended[response.length] = ends[0];
      return ended;
    }

    @Override
    public String toString() {
      return "prompts of %d and %d tokens, responses of %d and %d"
          .formatted(shortPrompt.length, longPrompt.length, chosen.length, rejected.length);
    }
  }
}
