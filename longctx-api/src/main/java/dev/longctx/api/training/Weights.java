package dev.longctx.api.training;

import java.nio.FloatBuffer;
import java.util.Set;

/** Named tensors of a model, read once and in place. Valid while the call lasts that gave them. */
public interface Weights {

  /**
   * The names, as the checkpoint calls them.
   *
   * @return each tensor's; tied tensors stand under one name
   */
  Set<String> names();

  /**
   * A tensor's dimensions.
   *
   * @param name one of {@link #names()}
   * @return the sizes, outermost first
   */
  long[] shape(String name);

  /**
   * Copies a tensor's values, in row-major order.
   *
   * @param name one of {@link #names()}
   * @param target has exactly as much room as the tensor has values; is filled to its limit
   */
  void read(String name, FloatBuffer target);
}
