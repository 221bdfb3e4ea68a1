package dev.longctx.train;

import dev.longctx.api.model.TokenSequence;
import dev.longctx.train.internal.batch.BlockCost;
import dev.longctx.train.internal.batch.TokenBatch;
import java.util.List;

/**
 * How passes read their sequences; what they give is the same.
 *
 * @param checkpointing when layers are computed twice
 * @param sharedPrompts whether a prompt that several sequences have is read once
 */
record PassOptions(ActivationCheckpointing checkpointing, boolean sharedPrompts) {

  TokenBatch arrange(List<TokenSequence> sequences, BlockCost cost) {
    return sharedPrompts
        ? TokenBatch.withSharedPrompts(sequences, cost)
        : TokenBatch.of(sequences, cost);
  }
}
