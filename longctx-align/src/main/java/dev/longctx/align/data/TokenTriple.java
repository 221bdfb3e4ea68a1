package dev.longctx.align.data;

import dev.longctx.api.model.TokenSequence;
import java.util.Arrays;
import java.util.Objects;

/**
 * A triple as tokens of one model. A response has the same tokens under both contexts. Immutable:
 * arrays are copied in and out.
 *
 * @param id names the triple in messages; not blank
 * @param shortPrompt question and short context, at least one token
 * @param longPrompt question and long context, at least one token
 * @param chosen the better response, the token that ends it included; at least one token
 * @param rejected the worse response, likewise; not the same
 */
@SuppressWarnings("ArrayRecordComponent") // triples are never compared
public record TokenTriple(
    String id, int[] shortPrompt, int[] longPrompt, int[] chosen, int[] rejected) {

  /**
   * Checks and copies the components.
   *
   * @throws IllegalArgumentException if one is empty or both responses are the same
   */
  public TokenTriple {
    Objects.requireNonNull(id, "id");
    if (id.isBlank()) {
      throw new IllegalArgumentException("id: expected a text, found \"" + id + "\"");
    }
    shortPrompt = copied(id, "shortPrompt", shortPrompt);
    longPrompt = copied(id, "longPrompt", longPrompt);
    chosen = copied(id, "chosen", chosen);
    rejected = copied(id, "rejected", rejected);
    if (Arrays.equals(chosen, rejected)) {
      throw new IllegalArgumentException(
          "triple " + id + ", rejected: expected other tokens than chosen, found the same");
    }
  }

  private static int[] copied(String id, String component, int[] tokens) {
    if (tokens.length == 0) {
      throw new IllegalArgumentException(
          "triple %s, %s: expected at least one token, found none".formatted(id, component));
    }
    return tokens.clone();
  }

  @Override
  public int[] shortPrompt() {
    return shortPrompt.clone();
  }

  @Override
  public int[] longPrompt() {
    return longPrompt.clone();
  }

  @Override
  public int[] chosen() {
    return chosen.clone();
  }

  @Override
  public int[] rejected() {
    return rejected.clone();
  }

  /**
   * A response under a context.
   *
   * @param length of the context
   * @param response which one
   * @return prompt and response
   */
  public TokenSequence sequence(ContextLength length, ResponseKind response) {
    return new TokenSequence(
        length == ContextLength.SHORT ? shortPrompt : longPrompt,
        response == ResponseKind.CHOSEN ? chosen : rejected);
  }

  /**
   * The tokens of the longest sequence under a context.
   *
   * @param length of the context
   * @return prompt and longer response
   */
  public int longest(ContextLength length) {
    int prompt = length == ContextLength.SHORT ? shortPrompt.length : longPrompt.length;
    return prompt + Math.max(chosen.length, rejected.length);
  }

  @Override
  public String toString() {
    return "TokenTriple[%s, %d and %d tokens, responses %d and %d]"
        .formatted(id, shortPrompt.length, longPrompt.length, chosen.length, rejected.length);
  }
}
