package dev.longctx.benchmarks.lm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.onnx.lm.OnnxCausalLm;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeapPerTokenTest {

  private static final int MOST_BYTES = 16 << 10;
  private static final Path MODELS =
      Path.of(System.getProperty("longctx.fixtures", "../fixtures"), "models");

  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-plain", "tiny-lm-gqa"})
  void aTokenCostsLittleHeap(String name) {
    try (OnnxCausalLm model = OnnxCausalLm.load(MODELS.resolve(name))) {
      allocated(model, 300);
      long perToken = (allocated(model, 300) - allocated(model, 100)) / 200;
      System.out.println(name + ": bytes of heap a token: " + perToken);
      assertThat(perToken).isLessThan(MOST_BYTES);
    }
  }

  private static long allocated(OnnxCausalLm model, int tokens) {
    GenerationRequest request =
        GenerationRequest.builder()
            .prompt(Prompt.tokens(40, 41, 42))
            .maxTokens(tokens)
            .logProbs(true)
            .build();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    model.generate(request);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
