package dev.longctx.onnx.critic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longctx.api.Cancellation;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.testing.Fixtures;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Critics against values that were computed in PyTorch. */
class GoldenLabelsTest {

  private static final double TOLERANCE = 1e-4;
  private static final CriticPrompt NO_PROMPT = new CriticPrompt(new int[0], new int[0]);

  @ParameterizedTest
  @ValueSource(strings = {"tiny-cprs", "tiny-cprs-lm"})
  void tokenLabellersAgreeWithTheirGoldenLogits(String critic) {
    try (CriticSession session = open(critic)) {
      for (JsonNode golden : Fixtures.golden(critic).get("cases")) {
        int[] ids = Fixtures.ints(golden.get("input_ids"));
        TokenLabels labels = label(session, NO_PROMPT, ids);
        for (int i = 0; i < ids.length; i++) {
          JsonNode logits = golden.get("logits").get(i);
          assertThat(labels.label(i)).isEqualTo(argMax(logits));
          double tag = critic.endsWith("lm") ? anyTag(golden.get("lm_logits").get(i)) : 1;
          double keep = (1 - softmax(logits, 2)) * tag;
          assertThat((double) labels.keep(i)).isCloseTo(keep, within(TOLERANCE));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-pair-fp32", "tiny-pair-int8", "term-overlap", "tiny-none"})
  void textCriticsAgreeWithTheirGoldenIdsAndLogits(String critic) {
    JsonNode golden = Fixtures.golden(critic);
    try (CriticSession session = open(critic)) {
      CriticPrompt prompt =
          session.prompt(golden.path("instruction").asText(), golden.path("query").asText());
      for (JsonNode test : golden.get("cases")) {
        var window = session.encode(test.get("window").asText());
        int[] ids = window.ids(0, window.size());
        assertThat(concat(prompt.prefix(), ids, prompt.suffix()))
            .isEqualTo(Fixtures.ints(test.get("input_ids")));
        TokenLabels labels = label(session, prompt, ids);
        for (int i = 0; i < ids.length; i++) {
          JsonNode logits = test.get("logits").get(prompt.prefix().length + i);
          double keep =
              logits.size() == 1
                  ? 1 / (1 + Math.exp(-logits.get(0).doubleValue()))
                  : softmax(logits, 1);
          assertThat((double) labels.keep(i)).isCloseTo(keep, within(TOLERANCE));
        }
      }
    }
  }

  @Test
  void multipliesByTheNamedTagOfTheLanguageModelHead() {
    try (CriticSession session = open("tiny-cprs-lm")) {
      JsonNode golden = Fixtures.golden("tiny-cprs-lm").get("cases").get(0);
      List<int[]> windows = List.of(Fixtures.ints(golden.get("input_ids")));
      TokenLabels fact = session.label(NO_PROMPT, windows, "fact", new Cancellation()).get(0);
      int column = session.manifest().tagWords().indexOf("fact");
      for (int i = 0; i < fact.size(); i++) {
        double tag = Math.exp(golden.get("lm_logits").get(i).get(column).doubleValue());
        double keep = (1 - softmax(golden.get("logits").get(i), 2)) * tag;
        assertThat((double) fact.keep(i)).isCloseTo(keep, within(1e-6));
      }
    }
  }

  private static double anyTag(JsonNode logProbs) {
    double sum = 0;
    for (int c = 0; c < logProbs.size() - 1; c++) {
      sum += Math.exp(logProbs.get(c).doubleValue());
    }
    return sum;
  }

  private static CriticSession open(String critic) {
    return Critic.load(Fixtures.critic(critic)).open(OnnxOptions.defaults());
  }

  private static TokenLabels label(CriticSession session, CriticPrompt prompt, int[] window) {
    return session.label(prompt, List.of(window), null, new Cancellation()).get(0);
  }

  private static double softmax(JsonNode logits, int wanted) {
    double sum = 0;
    for (JsonNode logit : logits) {
      sum += Math.exp(logit.doubleValue() - logits.get(wanted).doubleValue());
    }
    return 1 / sum;
  }

  private static int argMax(JsonNode logits) {
    int best = 0;
    for (int c = 1; c < logits.size(); c++) {
      best = logits.get(c).doubleValue() > logits.get(best).doubleValue() ? c : best;
    }
    return best;
  }

  private static int[] concat(int[]... arrays) {
    return Arrays.stream(arrays).flatMapToInt(Arrays::stream).toArray();
  }
}
