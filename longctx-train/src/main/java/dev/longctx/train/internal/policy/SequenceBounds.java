package dev.longctx.train.internal.policy;

import dev.longctx.api.model.TokenSequence;
import java.util.List;
import java.util.Optional;

/**
 * What a model can read.
 *
 * @param vocabulary tokens are below it
 * @param positions the most tokens of prompt and response together
 */
public record SequenceBounds(int vocabulary, int positions) {

  /**
   * The first sequence that is too long.
   *
   * @param sequences any number
   * @return what was expected and what was found, or nothing
   */
  public Optional<String> tooLong(List<TokenSequence> sequences) {
    for (int i = 0; i < sequences.size(); i++) {
      int length = sequences.get(i).prompt().length + sequences.get(i).response().length;
      if (length > positions) {
        return Optional.of(
            "sequence %d: expected at most %d tokens, found %d".formatted(i, positions, length));
      }
    }
    return Optional.empty();
  }

  /**
   * The first token that the model does not know.
   *
   * @param sequences any number
   * @return what was expected and what was found, or nothing
   */
  public Optional<String> unknownToken(List<TokenSequence> sequences) {
    for (int i = 0; i < sequences.size(); i++) {
      Optional<String> found = unknown("prompt", i, sequences.get(i).prompt());
      if (found.isEmpty()) {
        found = unknown("response", i, sequences.get(i).response());
      }
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<String> unknown(String part, int sequence, int[] tokens) {
    for (int token : tokens) {
      if (token < 0 || token >= vocabulary) {
        return Optional.of(
            "sequence %d, %s: expected tokens from 0 to below %d, found %d"
                .formatted(sequence, part, vocabulary, token));
      }
    }
    return Optional.empty();
  }
}
