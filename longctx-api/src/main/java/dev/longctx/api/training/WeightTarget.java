package dev.longctx.api.training;

/** A running model that takes new weights. */
@FunctionalInterface
public interface WeightTarget {

  /**
   * Replaces the weights. Calls that run meanwhile end with the old ones first; later ones see the
   * new ones only.
   *
   * @param weights all of the model's, by name; read before this returns
   * @throws dev.longctx.api.ModelException if names or shapes differ from the model's, which then
   *     is as before
   */
  void load(Weights weights);
}
