package dev.longctx.onnx.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.onnx.testing.ModelCopy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenNumbersTest {

  /** Weights that are no numbers make logits that are none. */
  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-plain", "tiny-lm-gqa"})
  void logitsThatAreNoNumbersAreAnError(String name, @TempDir Path folder) {
    ModelCopy copy = ModelCopy.ofModel(name, folder);
    ByteBuffer weights =
        ByteBuffer.wrap(copy.bytes("model.onnx.data")).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < weights.capacity(); at += Float.BYTES) {
      weights.putFloat(at, Float.NaN);
    }
    copy.writeListed("model.onnx.data", weights.array());
    GenerationRequest request = GenerationRequest.builder().prompt(Prompt.tokens(1, 2, 3)).build();
    try (OnnxCausalLm model = OnnxCausalLm.load(copy.directory())) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> model.generate(request))
            .isInstanceOfSatisfying(
                GenerationException.class,
                e -> assertThat(e.reason()).isEqualTo(GenerationException.Reason.NOT_A_NUMBER));
        assertThatThrownBy(
                () ->
                    model.logProbs(
                        List.of(new TokenSequence(new int[] {1}, new int[] {2})),
                        new Cancellation()))
            .isInstanceOf(GenerationException.class);
      }
    }
  }
}
