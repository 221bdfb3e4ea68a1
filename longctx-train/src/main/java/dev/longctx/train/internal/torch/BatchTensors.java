package dev.longctx.train.internal.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.longctx.train.internal.batch.TokenBatch;

/**
 * A batch as tensors.
 *
 * @param tokens all tokens
 * @param positions each token's place in its sequence
 * @param blocks rows, length and shared prefix of each block
 * @param predictors which tokens predict
 * @param targets what they predict
 * @param longest length of the longest row
 */
record BatchTensors(
    NDArray tokens,
    NDArray positions,
    NDArray blocks,
    NDArray predictors,
    NDArray targets,
    int longest) {

  static BatchTensors of(TokenBatch batch, NDManager manager) {
    return new BatchTensors(
        manager.create(batch.tokens()),
        manager.create(batch.positions()),
        manager.create(batch.blocks(), new Shape(batch.blocks().length / 3, 3)),
        manager.create(batch.predictors()),
        manager.create(batch.targets()),
        batch.longest());
  }

  /** The same batch, with tokens that belong to another manager, as then results do. */
  BatchTensors in(NDManager manager) {
    NDArray copy = tokens.duplicate();
    copy.attach(manager);
    return new BatchTensors(copy, positions, blocks, predictors, targets, longest);
  }
}
