package dev.longctx.train.internal.batch;

import dev.longctx.api.model.TokenSequence;
import java.util.ArrayList;
import java.util.List;

/**
 * A sequence as the decoder reads it: without its last token, which predicts nothing.
 *
 * @param sequence its place among all sequences
 * @param prompt at least one token
 * @param response at least one token
 */
@SuppressWarnings("ArrayRecordComponent") // rows are never compared
record TokenRow(int sequence, int[] prompt, int[] response) {

  /** The sequences that have a response. */
  static List<TokenRow> of(List<TokenSequence> sequences) {
    List<TokenRow> rows = new ArrayList<>();
    for (int i = 0; i < sequences.size(); i++) {
      int[] response = sequences.get(i).response();
      if (response.length > 0) {
        rows.add(new TokenRow(i, sequences.get(i).prompt(), response));
      }
    }
    return rows;
  }

  int length() {
    return prompt.length + response.length - 1;
  }

  int token(int index) {
    return index < prompt.length ? prompt[index] : response[index - prompt.length];
  }
}
