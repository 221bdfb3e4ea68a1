package dev.longctx.align.data;

import dev.longctx.api.model.TokenSequence;
import java.util.Arrays;
import java.util.List;

/**
 * A better and a worse response to one prompt, as tokens of one model. Immutable: arrays are copied
 * in and out.
 *
 * @param id names the pair in messages; not blank
 * @param prompt at least one token
 * @param chosen the better response, at least one token
 * @param rejected the worse response, at least one token; not the same
 */
@SuppressWarnings("ArrayRecordComponent") // pairs are never compared
public record PreferencePair(String id, int[] prompt, int[] chosen, int[] rejected) {

  /**
   * Checks and copies the components.
   *
   * @throws IllegalArgumentException if one is empty or both responses are the same
   */
  public PreferencePair {
    if (id.isBlank()) {
      throw new IllegalArgumentException("id: expected a text, found \"" + id + "\"");
    }
    prompt = prompt.clone();
    chosen = chosen.clone();
    rejected = rejected.clone();
    if (prompt.length == 0 || chosen.length == 0 || rejected.length == 0) {
      throw new IllegalArgumentException(
          "pair %s: expected tokens in prompt and responses, found %d, %d and %d"
              .formatted(id, prompt.length, chosen.length, rejected.length));
    }
    if (Arrays.equals(chosen, rejected)) {
      throw new IllegalArgumentException(
          "pair " + id + ", rejected: expected other tokens than chosen, found the same");
    }
  }

  /**
   * The pair of a triple under one of its contexts.
   *
   * @param triple the triple
   * @param context which context
   * @return the pair
   */
  public static PreferencePair of(TokenTriple triple, ContextLength context) {
    return new PreferencePair(
        triple.id(),
        context == ContextLength.SHORT ? triple.shortPrompt() : triple.longPrompt(),
        triple.chosen(),
        triple.rejected());
  }

  @Override
  public int[] prompt() {
    return prompt.clone();
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
   * Both responses behind the prompt.
   *
   * @return the better one, then the worse one
   */
  public List<TokenSequence> sequences() {
    return List.of(new TokenSequence(prompt, chosen), new TokenSequence(prompt, rejected));
  }

  /**
   * The tokens of the prompt with the longer response.
   *
   * @return their number
   */
  public int longest() {
    return prompt.length + Math.max(chosen.length, rejected.length);
  }

  @Override
  public String toString() {
    return "PreferencePair[%s, %d tokens, responses %d and %d]"
        .formatted(id, prompt.length, chosen.length, rejected.length);
  }
}
