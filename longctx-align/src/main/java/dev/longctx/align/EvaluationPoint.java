package dev.longctx.align;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How the policy did at one point of a training.
 *
 * @param step the number of steps before it
 * @param values numbers by name, in the order of the evaluation
 */
public record EvaluationPoint(long step, Map<String, Double> values) {

  /** Copies the components. */
  public EvaluationPoint {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * A number.
   *
   * @param name what it is
   * @return its value, or empty where the evaluation has no such
   */
  public OptionalDouble value(String name) {
    Double value = values.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
