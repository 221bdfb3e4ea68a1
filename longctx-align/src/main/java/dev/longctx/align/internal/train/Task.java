package dev.longctx.align.internal.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.model.TokenSequence;
import java.util.List;

/** What a training learns from, and by which loss. */
public interface Task {

  /** What results call it. */
  String name();

  /** Adds all that a continued training must share with the one before. */
  void describe(ObjectNode settings);

  /**
   * The batch of a step, which depends on its number alone.
   *
   * @param step steps before it
   */
  Batch batch(long step);

  /** The sequences whose log-probabilities under the reference are needed, by example. */
  default List<ReferenceRequest> references() {
    return List.of();
  }

  /** Gets the sums of the sequences' log-probabilities, by example, before the first batch. */
  default void references(List<double[]> sums) {}

  /** Sequences of one example, which are read in groups so that long ones are read alone. */
  record ReferenceRequest(String id, List<List<TokenSequence>> groups) {}
}
