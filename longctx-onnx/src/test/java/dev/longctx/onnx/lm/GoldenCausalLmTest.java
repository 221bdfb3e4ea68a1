package dev.longctx.onnx.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longctx.api.Cancellation;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Sampling;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.onnx.testing.Fixtures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Language models against values that were computed in PyTorch. */
class GoldenCausalLmTest {

  private static final double TOLERANCE = 1e-3;

  @ParameterizedTest
  @CsvSource({
    "tiny-lm-plain,512",
    "tiny-lm-plain,7",
    "tiny-lm-gqa,512",
    "tiny-lm-gqa,7",
    "tiny-lm-gqa,1"
  })
  void scoresTokensAsPyTorchDoes(String name, int chunk) {
    try (OnnxCausalLm model = load(name, chunk)) {
      for (JsonNode golden : cases(name)) {
        int[] ids = Fixtures.ints(golden.get("input_ids"));
        float[] expected = Fixtures.floats(golden.get("token_logprobs"));
        for (int prompt : new int[] {1, 2, ids.length / 2, ids.length - 1}) {
          TokenSequence sequence =
              new TokenSequence(
                  Arrays.copyOf(ids, prompt), Arrays.copyOfRange(ids, prompt, ids.length));
          float[] found = model.logProbs(List.of(sequence), new Cancellation()).get(0);
          assertThat(found).hasSize(ids.length - prompt);
          for (int i = 0; i < found.length; i++) {
            double wanted = expected[prompt - 1 + i];
            assertThat((double) found[i])
                .isCloseTo(wanted, within(TOLERANCE * Math.max(1, Math.abs(wanted))));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"tiny-lm-plain,512", "tiny-lm-plain,5", "tiny-lm-gqa,512", "tiny-lm-gqa,5"})
  void choosesTheTokensThatPyTorchChooses(String name, int chunk) {
    try (OnnxCausalLm model = load(name, chunk)) {
      for (JsonNode golden : cases(name)) {
        int[] expected = Fixtures.ints(golden.get("greedy_ids"));
        GenerationRequest request =
            request(Fixtures.ints(golden.get("input_ids")), expected.length).logProbs(true).build();
        Completion found = model.generate(request).completions().get(0);
        int[] ids = found.tokens().ids();
        assertThat(ids).isEqualTo(untilAnEnd(expected, ids.length));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-plain", "tiny-lm-gqa"})
  void promptsOfDifferentLengthsGrowInOneBatchAsTheyDoAlone(String name) {
    try (OnnxCausalLm model = load(name, 512)) {
      List<GenerationRequest> requests = new ArrayList<>();
      for (JsonNode golden : cases(name)) {
        requests.add(
            request(Fixtures.ints(golden.get("input_ids")), 8 + 6 * requests.size()).build());
      }
      List<Generation> together = model.generateAll(requests, new Cancellation());
      for (int i = 0; i < requests.size(); i++) {
        Completion alone = model.generate(requests.get(i)).completions().get(0);
        Completion found = together.get(i).completions().get(0);
        assertThat(found.tokens().ids()).isEqualTo(alone.tokens().ids());
        assertThat(found.text()).isEqualTo(alone.text());
        assertThat(found.finish()).isEqualTo(alone.finish());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-plain", "tiny-lm-gqa"})
  void samplesCarryTheLogProbabilitiesThatAScorerGives(String name) {
    try (OnnxCausalLm model = load(name, 512)) {
      int[] prompt = model.encode("We the People");
      GenerationRequest request =
          GenerationRequest.builder()
              .prompt(Prompt.tokens(prompt))
              .samples(3)
              .maxTokens(20)
              .seed(5)
              .logProbs(true)
              .sampling(
                  Sampling.builder().temperature(0.9).topP(0.8).repetitionPenalty(1.2).build())
              .build();
      for (Completion completion : model.generate(request).completions()) {
        float[] scored =
            model
                .logProbs(
                    List.of(new TokenSequence(prompt, completion.tokens().ids())),
                    new Cancellation())
                .get(0);
        float[] found = completion.tokens().logProbs();
        assertThat(found).hasSameSizeAs(scored);
        for (int i = 0; i < found.length; i++) {
          assertThat(found[i]).isCloseTo(scored[i], within(1e-4f));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-plain", "tiny-lm-gqa"})
  void tokenisesTextsAsTheLibraryDoes(String name) {
    try (OnnxCausalLm model = load(name, 512)) {
      for (JsonNode text :
          Fixtures.json(Fixtures.model(name).resolve("golden.json")).get("texts")) {
        assertThat(model.encode(text.get("text").asText()))
            .isEqualTo(Fixtures.ints(text.get("ids")));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"tiny-lm-fp16,0.02", "tiny-lm-dynamic-int8,0.02"})
  void lowerPrecisionStaysCloseToItsGoldenValues(String name, double tolerance) {
    try (OnnxCausalLm model = load(name, 512)) {
      for (JsonNode golden : cases(name)) {
        int[] ids = Fixtures.ints(golden.get("input_ids"));
        float[] expected = Fixtures.floats(golden.get("token_logprobs"));
        TokenSequence sequence =
            new TokenSequence(Arrays.copyOf(ids, 1), Arrays.copyOfRange(ids, 1, ids.length));
        float[] found = model.logProbs(List.of(sequence), new Cancellation()).get(0);
        for (int i = 0; i < found.length; i++) {
          assertThat((double) found[i])
              .isCloseTo(expected[i], within(tolerance * Math.max(1, Math.abs(expected[i]))));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-dynamic-int8", "tiny-lm-fp16"})
  void samplesDoNotDependOnTheirCompany(String name) {
    try (OnnxCausalLm model = load(name, 512)) {
      GenerationRequest.Builder five = sampled(model).samples(5);
      List<Completion> together = model.generate(five.build()).completions();
      List<Completion> fewer = model.generate(sampled(model).samples(2).build()).completions();
      for (int i = 0; i < 2; i++) {
        assertThat(fewer.get(i).tokens().ids()).isEqualTo(together.get(i).tokens().ids());
      }
    }
  }

  private static GenerationRequest.Builder sampled(OnnxCausalLm model) {
    return request(model.encode("No Person shall be a Senator"), 20)
        .sampling(Sampling.builder().temperature(1).build())
        .seed(4);
  }

  private static JsonNode cases(String name) {
    return Fixtures.json(Fixtures.model(name).resolve("golden.json")).get("cases");
  }

  private static int[] untilAnEnd(int[] ids, int length) {
    assumeTrue(length > 0, "the first token ended the completion");
    return Arrays.copyOf(ids, length);
  }

  private static OnnxCausalLm load(String name, int chunk) {
    return OnnxCausalLm.load(
        Fixtures.model(name), CausalLmOptions.builder().prefillChunk(chunk).build());
  }

  private static GenerationRequest.Builder request(int[] prompt, int maxTokens) {
    return GenerationRequest.builder().prompt(Prompt.tokens(prompt)).maxTokens(maxTokens);
  }
}
