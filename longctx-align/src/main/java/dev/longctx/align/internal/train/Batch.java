package dev.longctx.align.internal.train;

import dev.longctx.api.training.TrainablePolicy;
import java.util.List;

/** The examples of one step. */
public interface Batch {

  /** Their names, one each. */
  List<String> ids();

  /**
   * Adds the gradient of some of them to the policy's, weighted so that all parts together give the
   * mean over the batch. Leaves no pass open.
   */
  void accumulate(TrainablePolicy policy, int from, int to, StepSums sums);
}
