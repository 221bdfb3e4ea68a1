package dev.longctx.align.data;

import dev.longctx.api.model.TokenSequence;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A prompt and a response to be learned, as tokens of one model, or any sequence of which some
 * tokens are to be learned. Immutable: arrays are copied in and out.
 *
 * @param id names the example in messages; not blank
 * @param prompt at least one token
 * @param response at least one token
 * @param learned which tokens of the response are learned, at least one
 */
@SuppressWarnings("ArrayRecordComponent") // examples are never compared
public record SupervisedExample(String id, int[] prompt, int[] response, boolean[] learned) {

  /**
   * Checks and copies the components.
   *
   * @throws IllegalArgumentException if one is empty, or the mask has another length than the
   *     response
   */
  public SupervisedExample {
    if (id.isBlank()) {
      throw new IllegalArgumentException("id: expected a text, found \"" + id + "\"");
    }
    prompt = prompt.clone();
    response = response.clone();
    learned = learned.clone();
    if (prompt.length == 0 || count(learned) == 0) {
      throw new IllegalArgumentException(
          "example %s: expected tokens in the prompt and some to learn, found %d and %d"
              .formatted(id, prompt.length, count(learned)));
    }
    if (learned.length != response.length) {
      throw new IllegalArgumentException(
          "example %s, learned: expected as many as the response's %d tokens, found %d"
              .formatted(id, response.length, learned.length));
    }
  }

  /**
   * A response that is learned as a whole.
   *
   * @param id names the example in messages; not blank
   * @param prompt at least one token
   * @param response at least one token
   * @return the example
   */
  public static SupervisedExample of(String id, int[] prompt, int[] response) {
    boolean[] all = new boolean[response.length];
    Arrays.fill(all, true);
    return new SupervisedExample(id, prompt, response, all);
  }

  /**
   * A sequence of which some tokens are learned.
   *
   * @param id names the example in messages; not blank
   * @param tokens at least two; the first has nothing before it and is not learned
   * @param learned one a token, the first one without effect
   * @return the example
   */
  public static SupervisedExample masked(String id, int[] tokens, boolean[] learned) {
    if (tokens.length < 2 || learned.length != tokens.length) {
      throw new IllegalArgumentException(
          "example %s: expected at least two tokens and a mask of as many, found %d and %d"
              .formatted(id, tokens.length, learned.length));
    }
    return new SupervisedExample(
        id,
        Arrays.copyOf(tokens, 1),
        Arrays.copyOfRange(tokens, 1, tokens.length),
        Arrays.copyOfRange(learned, 1, tokens.length));
  }

  private static int count(boolean[] mask) {
    return (int) IntStream.range(0, mask.length).filter(i -> mask[i]).count();
  }

  @Override
  public int[] prompt() {
    return prompt.clone();
  }

  @Override
  public int[] response() {
    return response.clone();
  }

  @Override
  public boolean[] learned() {
    return learned.clone();
  }

  /**
   * How many tokens are learned.
   *
   * @return at least 1
   */
  public int learnedTokens() {
    return count(learned);
  }

  /**
   * All tokens.
   *
   * @return prompt and response
   */
  public TokenSequence sequence() {
    return new TokenSequence(prompt, response);
  }

  /**
   * The number of all tokens.
   *
   * @return those of prompt and response
   */
  public int size() {
    return prompt.length + response.length;
  }

  @Override
  public String toString() {
    return "SupervisedExample[%s, %d + %d tokens, %d learned]"
        .formatted(id, prompt.length, response.length, count(learned));
  }
}
