package dev.longctx.train.internal.batch;

import dev.longctx.api.model.TokenSequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sequences as the decoder reads them: one list of tokens, block after block and row after row. A
 * sequence's last token predicts nothing and is not in it; a sequence without response is not
 * either. Immutable, except that its arrays are not copied.
 */
public final class TokenBatch {

  private final long[] tokens;
  private final long[] positions;
  private final long[] blocks;
  private final long[] predictors;
  private final long[] targets;
  private final int[] offsets;
  private final int[] lengths;
  private int longest;

  private TokenBatch(List<TokenSequence> sequences, List<Row> rows, List<TokenBlock> plan) {
    int size = Math.toIntExact(plan.stream().mapToLong(TokenBlock::tokens).sum());
    tokens = new long[size];
    positions = new long[size];
    blocks = new long[2 * plan.size()];
    offsets = new int[sequences.size()];
    lengths = new int[sequences.size()];
    int responses = rows.stream().mapToInt(row -> row.response.length).sum();
    predictors = new long[responses];
    targets = new long[responses];
    fill(rows, plan);
  }

  /**
   * Arranges sequences.
   *
   * @param sequences any number
   * @param cost what blocks cost
   * @return the batch
   */
  public static TokenBatch of(List<TokenSequence> sequences, BlockCost cost) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < sequences.size(); i++) {
      int[] response = sequences.get(i).response();
      if (response.length > 0) {
        rows.add(new Row(i, sequences.get(i).prompt(), response));
      }
    }
    rows.sort(Comparator.comparingInt(Row::length).reversed());
    int[] lengths = rows.stream().mapToInt(Row::length).toArray();
    return new TokenBatch(sequences, rows, BlockPlan.of(lengths, cost));
  }

  private void fill(List<Row> rows, List<TokenBlock> plan) {
    int at = 0;
    int scored = 0;
    for (int b = 0; b < plan.size(); b++) {
      TokenBlock block = plan.get(b);
      blocks[2 * b] = block.rows();
      blocks[2 * b + 1] = block.length();
      longest = Math.max(longest, block.length());
      for (Row row : rows.subList(block.from(), block.end())) {
        fill(row, at, scored);
        for (int i = 0; i < block.length(); i++) {
          positions[at + i] = i;
        }
        at += block.length();
        scored += row.response.length;
      }
    }
  }

  private void fill(Row row, int at, int scored) {
    for (int i = 0; i < row.length(); i++) {
      tokens[at + i] = row.token(i);
    }
    for (int i = 0; i < row.response.length; i++) {
      predictors[scored + i] = (long) at + row.prompt.length - 1 + i;
      targets[scored + i] = row.response[i];
    }
    offsets[row.sequence] = scored;
    lengths[row.sequence] = row.response.length;
  }

  /**
   * Whether no sequence has a response.
   *
   * @return true if there is nothing to read
   */
  public boolean isEmpty() {
    return targets.length == 0;
  }

  /**
   * The longest row.
   *
   * @return number of tokens
   */
  public int longest() {
    return longest;
  }

  /**
   * All tokens; padding is token 0.
   *
   * @return not a copy
   */
  public long[] tokens() {
    return tokens;
  }

  /**
   * Each token's place in its row.
   *
   * @return not a copy
   */
  public long[] positions() {
    return positions;
  }

  /**
   * Rows and row length of each block, in turn.
   *
   * @return not a copy
   */
  public long[] blocks() {
    return blocks;
  }

  /**
   * Where in the tokens those are that predict a response token.
   *
   * @return not a copy
   */
  public long[] predictors() {
    return predictors;
  }

  /**
   * What they predict.
   *
   * @return not a copy
   */
  public long[] targets() {
    return targets;
  }

  /**
   * The number of sequences, those without response included.
   *
   * @return 0 or more
   */
  public int sequences() {
    return lengths.length;
  }

  /**
   * Where a sequence's response begins among the targets.
   *
   * @param sequence from 0
   * @return an index
   */
  public int offset(int sequence) {
    return offsets[sequence];
  }

  /**
   * The length of a sequence's response.
   *
   * @param sequence from 0
   * @return number of tokens
   */
  public int responseLength(int sequence) {
    return lengths[sequence];
  }

  /** A sequence as the decoder reads it. */
  @SuppressWarnings("ArrayRecordComponent") // rows are never compared
  private record Row(int sequence, int[] prompt, int[] response) {

    int length() {
      return prompt.length + response.length - 1;
    }

    int token(int index) {
      return index < prompt.length ? prompt[index] : response[index - prompt.length];
    }
  }
}
