package dev.longctx.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longctx.api.Cancellation;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.train.testing.SharedModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GoldenPolicyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"stories260k", "tinystories-656k", "tiny-random-qwen2", "tiny-random-qwen3"})
  void givesTheLogProbabilitiesOfTheReference(String name) {
    Path directory = SharedModels.directory(name);
    JsonNode cases = SharedModels.json(directory.resolve("golden.json")).get("cases");
    List<TokenSequence> sequences = new ArrayList<>();
    cases.forEach(one -> sequences.add(sequence(one.get("input_ids"))));
    try (TorchPolicy policy = TorchPolicy.open(directory);
        ForwardPass pass = policy.forward(sequences)) {
      List<float[]> scores = policy.scorer().logProbs(sequences, new Cancellation());
      for (int i = 0; i < sequences.size(); i++) {
        JsonNode expected = cases.get(i).get("token_logprobs");
        assertThat(pass.logProbs().get(i)).hasSize(expected.size());
        for (int t = 0; t < expected.size(); t++) {
          double golden = expected.get(t).asDouble();
          assertThat(pass.logProbs().get(i)[t]).isCloseTo(golden, within(1e-4));
          assertThat((double) scores.get(i)[t]).isCloseTo(golden, within(1e-4));
        }
      }
    }
  }

  private static TokenSequence sequence(JsonNode ids) {
    int[] response = new int[ids.size() - 1];
    for (int i = 0; i < response.length; i++) {
      response[i] = ids.get(i + 1).asInt();
    }
    return new TokenSequence(new int[] {ids.get(0).asInt()}, response);
  }
}
