package dev.longctx.reason.internal.reinforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.reason.reinforce.RlEvaluation;
import dev.longctx.reason.reinforce.RlStep;
import dev.longctx.runs.json.Json;
import org.junit.jupiter.api.Test;

class MetricsJsonTest {

  private static final long SEED = Long.getLong("longctx.seed", 20_260_101);
  private static final int INPUTS = 500;

  private static ObjectNode throughText(ObjectNode node) {
    return Json.parse(Json.line(node));
  }

  @Test
  void stepsComeBackBitByBit() {
    RandomMetrics random = new RandomMetrics(SEED);
    for (int i = 0; i < INPUTS; i++) {
      RlStep step = random.step();
      ObjectNode node = throughText(MetricsJson.of(step));

      assertThat(MetricsJson.step(node)).as("seed %d, input %d", SEED, i).isEqualTo(step);
      assertThat(node.get("kind").textValue()).isEqualTo(MetricsJson.STEP);
    }
  }

  @Test
  void evaluationsComeBackBitByBit() {
    RandomMetrics random = new RandomMetrics(SEED);
    for (int i = 0; i < INPUTS; i++) {
      RlEvaluation evaluation = random.evaluation();
      ObjectNode node = throughText(MetricsJson.of(evaluation));

      assertThat(MetricsJson.evaluation(node))
          .as("seed %d, input %d", SEED, i)
          .isEqualTo(evaluation);
      assertThat(node.get("kind").textValue()).isEqualTo(MetricsJson.EVALUATION);
    }
  }

  @Test
  void everyFieldOfAStepIsNeeded() {
    ObjectNode whole = MetricsJson.of(new RandomMetrics(SEED).step());
    whole
        .fieldNames()
        .forEachRemaining(
            name -> {
              ObjectNode without = whole.deepCopy().without(name);
              if (!name.equals("kind")) {
                assertThatThrownBy(() -> MetricsJson.step(without))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(name + ": expected ");
              }
            });
  }

  @Test
  void refusesAnEvaluationThatIsNone() {
    ObjectNode node = MetricsJson.of(new RandomMetrics(SEED).step());

    assertThatThrownBy(() -> MetricsJson.evaluation(node))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("buckets");
  }

  @Test
  void refusesPassesOfAnotherKind() {
    ObjectNode node =
        Json.parse(
            """
            {"kind": "evaluation", "step": 1, "phase": 1, "buckets": [
              {"above": 0, "up_to": 9, "problems": 1, "samples": 1, "accuracy": 1,
               "pass_at_k": %s, "response_tokens": 1, "unscored": 0}]}
            """
                .formatted("{\"one\": 1}"));

    assertThatThrownBy(() -> MetricsJson.evaluation(node))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pass_at_k: expected whole numbers, found one");
  }
}
