package dev.longctx.align;

import dev.longctx.api.training.TrainablePolicy;
import java.util.Map;

/** Measures a policy during its training. */
@FunctionalInterface
public interface PolicyEvaluation {

  /**
   * Measures the policy as it is. Called on the training thread, between two steps; what it throws
   * ends the training.
   *
   * @param policy for reading only: its weights and gradient must stay as they are
   * @return numbers by name
   */
  Map<String, Double> evaluate(TrainablePolicy policy);
}
