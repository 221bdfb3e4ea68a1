package dev.longctx.align;

import dev.longctx.align.internal.Once;
import java.util.List;

/**
 * Says when a training has done enough. The answer follows from what is given alone, so that a
 * resumed training ends where it would have ended.
 */
@FunctionalInterface
public interface EarlyStop {

  /**
   * Whether to end now.
   *
   * @param steps all steps so far, in order
   * @param evaluations all evaluations so far, in order
   * @return true to end
   */
  boolean shouldStop(List<StepMetrics> steps, List<EvaluationPoint> evaluations);

  /**
   * Never, so that all steps are done.
   *
   * @return the rule
   */
  static EarlyStop never() {
    return (steps, evaluations) -> false;
  }

  /**
   * Once a value that should be high has not become higher for a number of evaluations. One that is
   * missing or NaN is not higher.
   *
   * @param value its name
   * @param patience how many evaluations may pass without a new best one; at least 1
   * @return the rule
   */
  static EarlyStop noBetter(String value, int patience) {
    Once.atLeast(1, "patience", patience);
    return (steps, evaluations) -> {
      double best = Double.NEGATIVE_INFINITY;
      int since = 0;
      for (EvaluationPoint point : evaluations) {
        double now = point.value(value).orElse(Double.NaN);
        since = now > best ? 0 : since + 1;
        best = now > best ? now : best;
      }
      return since >= patience;
    };
  }

  /**
   * Once the mean total loss of the last steps is below a bound.
   *
   * @param bound the bound
   * @param window how many steps; at least 1
   * @return the rule
   */
  static EarlyStop lossBelow(double bound, int window) {
    Once.atLeast(1, "window", window);
    return (steps, evaluations) ->
        steps.size() >= window
            && steps.subList(steps.size() - window, steps.size()).stream()
                    .mapToDouble(step -> step.loss().total())
                    .average()
                    .orElse(Double.NaN)
                < bound;
  }
}
