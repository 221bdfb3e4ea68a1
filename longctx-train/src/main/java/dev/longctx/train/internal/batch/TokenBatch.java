package dev.longctx.train.internal.batch;

import dev.longctx.api.model.TokenSequence;
import java.util.List;

/**
 * Sequences as the decoder reads them: one list of tokens, block after block and row after row. A
 * prompt that the rows of a block share stands once before them. A sequence's last token predicts
 * nothing and is not in it; a sequence without response is not either. Immutable, except that its
 * arrays are not copied.
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

  private TokenBatch(int sequences, List<TokenBlock> plan) {
    int size = Math.toIntExact(plan.stream().mapToLong(TokenBlock::tokens).sum());
    tokens = new long[size];
    positions = new long[size];
    blocks = new long[3 * plan.size()];
    offsets = new int[sequences];
    lengths = new int[sequences];
    int responses = responses(plan);
    predictors = new long[responses];
    targets = new long[responses];
    fill(plan);
  }

  private static int responses(List<TokenBlock> plan) {
    return plan.stream()
        .flatMap(block -> block.rows().stream())
        .mapToInt(row -> row.response().length)
        .sum();
  }

  /**
   * Arranges sequences, each of which is read whole.
   *
   * @param sequences any number
   * @param cost what blocks cost
   * @return the batch
   */
  public static TokenBatch of(List<TokenSequence> sequences, BlockCost cost) {
    List<TokenRow> rows = TokenRow.of(sequences);
    return new TokenBatch(sequences.size(), BlockPlan.of(rows, 0, cost).blocks());
  }

  /**
   * Arranges sequences so that a prompt which several have is read once, where this is cheaper.
   *
   * @param sequences any number
   * @param cost what blocks cost
   * @return the batch
   */
  public static TokenBatch withSharedPrompts(List<TokenSequence> sequences, BlockCost cost) {
    List<TokenRow> rows = TokenRow.of(sequences);
    return new TokenBatch(sequences.size(), PromptGroups.blocks(rows, cost));
  }

  private void fill(List<TokenBlock> plan) {
    int at = 0;
    int scored = 0;
    for (int b = 0; b < plan.size(); b++) {
      TokenBlock block = plan.get(b);
      blocks[3 * b] = block.rows().size();
      blocks[3 * b + 1] = block.length();
      blocks[3 * b + 2] = block.prefix();
      longest = Math.max(longest, block.prefix() + block.length());
      fill(block, at, scored);
      at += Math.toIntExact(block.tokens());
      scored += block.rows().stream().mapToInt(row -> row.response().length).sum();
    }
  }

  private void fill(TokenBlock block, int from, int firstScored) {
    int prefix = block.prefix();
    place(block.rows().get(0), 0, prefix, from);
    int at = from + prefix;
    int scored = firstScored;
    for (TokenRow row : block.rows()) {
      place(row, prefix, prefix + block.length(), at);
      score(row, from, at - prefix, prefix, scored);
      at += block.length();
      scored += row.response().length;
    }
  }

  /** A row's tokens from one to before another; after its last comes padding. */
  private void place(TokenRow row, int first, int end, int at) {
    for (int i = first; i < end; i++) {
      tokens[at + i - first] = i < row.length() ? row.token(i) : 0;
      positions[at + i - first] = i;
    }
  }

  /** Tokens before the prefix's end are where that is, and others where the row is. */
  private void score(TokenRow row, int prefixAt, int rowAt, int prefix, int scored) {
    int[] response = row.response();
    for (int i = 0; i < response.length; i++) {
      int place = row.prompt().length - 1 + i;
      predictors[scored + i] = (long) (place < prefix ? prefixAt : rowAt) + place;
      targets[scored + i] = response[i];
    }
    offsets[row.sequence()] = scored;
    lengths[row.sequence()] = response.length;
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
   * The longest row, with the prefix before it.
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
   * Each token's place in its sequence.
   *
   * @return not a copy
   */
  public long[] positions() {
    return positions;
  }

  /**
   * Rows, row length and shared prefix of each block, in turn; the prefix is not counted in the
   * length.
   *
   * @return not a copy
   */
  public long[] blocks() {
    return blocks;
  }

  /**
   * Where in the tokens those are that predict a response token. The last token of a shared prefix
   * predicts the first one of each row.
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
}
