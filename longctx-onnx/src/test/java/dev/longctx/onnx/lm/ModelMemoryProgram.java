package dev.longctx.onnx.lm;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Sampling;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.onnx.testing.Fixtures;
import dev.longctx.onnx.testing.MemoryWeights;
import dev.longctx.onnx.testing.ResidentMemory;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

/** Prints the resident memory of its own process as models and calls come and go. */
final class ModelMemoryProgram {

  private ModelMemoryProgram() {}

  public static void main(String[] args) {
    for (String name : List.of("tiny-lm-plain", "tiny-lm-gqa")) {
      openAndClose(name, 20);
      ResidentMemory.report(name + "-open-before");
      openAndClose(name, 30);
      ResidentMemory.report(name + "-open-after");
      try (OnnxCausalLm model = OnnxCausalLm.load(Fixtures.model(name))) {
        use(model, 150);
        ResidentMemory.report(name + "-use-before");
        use(model, 400);
        ResidentMemory.report(name + "-use-after");
      }
      loadWeights(name);
    }
  }

  private static void loadWeights(String name) {
    CausalLmOptions options = CausalLmOptions.builder().trainable(true).build();
    MemoryWeights weights = MemoryWeights.of(Fixtures.model(name + "-other"));
    try (OnnxCausalLm model = OnnxCausalLm.load(Fixtures.model(name), options)) {
      for (int i = 0; i < 180; i++) {
        model.load(weights);
        if (i == 60) {
          ResidentMemory.report(name + "-load-before");
        }
      }
      ResidentMemory.report(name + "-load-after");
    }
  }

  private static void openAndClose(String name, int times) {
    for (int i = 0; i < times; i++) {
      try (OnnxCausalLm model = OnnxCausalLm.load(Fixtures.model(name));
          CausalLmSession session = model.openSession()) {
        session.generate(request(20, 4, 1));
      }
    }
  }

  /** Good calls and bad ones in turns. */
  private static void use(OnnxCausalLm model, int times) {
    Random random = new Random(4);
    try (CausalLmSession session = model.openSession()) {
      for (int i = 0; i < times; i++) {
        model.generate(request(1 + random.nextInt(200), 1 + random.nextInt(30), 3));
        session.generate(request(1 + random.nextInt(300), 8, 1 + i % 2));
        cancelled(model);
        refused(model);
        model.logProbs(
            List.of(new TokenSequence(new int[] {1, 2}, new int[1 + random.nextInt(99)])),
            new Cancellation());
      }
    }
  }

  private static void cancelled(OnnxCausalLm model) {
    Cancellation cancellation = new Cancellation();
    try {
      model.generate(request(50, 40, 2), cancellation, (sample, text) -> cancellation.cancel());
      throw new IllegalStateException("expected a cancelled call");
    } catch (CancellationException expected) {
      // as it should be
    }
  }

  private static void refused(OnnxCausalLm model) {
    try {
      model.generate(GenerationRequest.builder().prompt(Prompt.text("")).build());
      throw new IllegalStateException("expected a refused prompt");
    } catch (GenerationException expected) {
      // as it should be
    }
  }

  private static GenerationRequest request(int prompt, int maxTokens, int samples) {
    int[] ids = new Random(prompt).ints(prompt, 1, 255).toArray();
    return GenerationRequest.builder()
        .prompt(Prompt.tokens(ids))
        .maxTokens(maxTokens)
        .samples(samples)
        .sampling(Sampling.qwenLongL1())
        .seed(1)
        .build();
  }
}
