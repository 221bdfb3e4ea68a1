package dev.longctx.onnx.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.Cancellation;
import dev.longctx.api.ModelException;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Sampling;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.Weights;
import dev.longctx.onnx.testing.Fixtures;
import dev.longctx.onnx.testing.MemoryWeights;
import dev.longctx.onnx.testing.ModelCopy;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightSyncTest {

  private static final CausalLmOptions TRAINABLE =
      CausalLmOptions.builder().trainable(true).build();
  private static final String DOCUMENT =
      "No Person shall be a Senator who shall not have attained to the Age of thirty Years. ";
  private static final TokenSequence SEQUENCE =
      new TokenSequence(
          IntStream.range(0, 40).map(i -> i * 37 % 320).toArray(),
          IntStream.range(0, 60).map(i -> i * 53 % 320).toArray());

  @TempDir private Path folder;

  private static OnnxCausalLm trainable(String name) {
    return OnnxCausalLm.load(Fixtures.model(name), TRAINABLE);
  }

  private static MemoryWeights weights(String name) {
    return MemoryWeights.of(Fixtures.model(name));
  }

  /** Equal arrays are equal bits: none of the values is NaN or a zero. */
  private static float[] scores(OnnxCausalLm model) {
    return model.logProbs(List.of(SEQUENCE), new Cancellation()).get(0);
  }

  private static GenerationRequest request(int samples) {
    return GenerationRequest.builder()
        .prompt(Prompt.text(DOCUMENT))
        .samples(samples)
        .sampling(Sampling.builder().temperature(1).build())
        .seed(4)
        .logProbs(true)
        .maxTokens(20)
        .build();
  }

  private static List<Completion> completions(OnnxCausalLm model) {
    return model.generate(request(3)).completions();
  }

  private static void assertSame(OnnxCausalLm model, OnnxCausalLm expected) {
    assertThat(scores(model)).isEqualTo(scores(expected));
    List<Completion> found = completions(model);
    List<Completion> wanted = completions(expected);
    for (int i = 0; i < wanted.size(); i++) {
      assertThat(found.get(i).tokens().ids()).isEqualTo(wanted.get(i).tokens().ids());
      assertThat(found.get(i).tokens().logProbs()).isEqualTo(wanted.get(i).tokens().logProbs());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-plain", "tiny-lm-gqa"})
  void givesTheBitsOfAFreshExport(String name) {
    try (OnnxCausalLm model = trainable(name);
        OnnxCausalLm before = OnnxCausalLm.load(Fixtures.model(name));
        OnnxCausalLm after = OnnxCausalLm.load(Fixtures.model(name + "-other"))) {
      assertThat(scores(before)).isNotEqualTo(scores(after));
      assertSame(model, before);
      model.load(weights(name + "-other"));
      assertSame(model, after);
      model.load(weights(name));
      assertSame(model, before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-plain", "tiny-lm-gqa", "tiny-lm-embedded"})
  void everyWeightTakesEffect(String name) {
    MemoryWeights original = weights(name);
    try (OnnxCausalLm model = trainable(name)) {
      float[] before = scores(model);
      int changed = 0;
      for (String weight : original.names()) {
        MemoryWeights other = original.copy();
        float[] values = other.values(weight);
        for (int i = 0; i < values.length; i++) {
          values[i] = values[i] * 1.3f + 0.01f * (i % 7);
        }
        model.load(other);
        Path fresh = folder.resolve(name + changed++);
        CausalLmExport.write(Fixtures.model(name), other, fresh);
        try (OnnxCausalLm expected = OnnxCausalLm.load(fresh)) {
          assertThat(scores(model)).as(weight).isEqualTo(scores(expected)).isNotEqualTo(before);
        }
      }
      assertThat(changed).isEqualTo(name.endsWith("embedded") ? 15 : 24);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-plain", "tiny-lm-gqa"})
  void sessionsForgetWhatTheyReadWithOldWeights(String name) {
    try (OnnxCausalLm model = trainable(name);
        CausalLmSession session = model.openSession();
        OnnxCausalLm after = OnnxCausalLm.load(Fixtures.model(name + "-other"))) {
      GenerationRequest request = request(1);
      session.generate(request);
      assertThat(session.generate(request).reusedTokens()).isPositive();
      model.load(weights(name + "-other"));
      Generation anew = session.generate(request);
      assertThat(anew.reusedTokens()).isZero();
      assertThat(anew.completions().get(0).tokens().logProbs())
          .isEqualTo(after.generate(request).completions().get(0).tokens().logProbs());
      assertThat(session.generate(request).reusedTokens()).isPositive();
    }
  }

  /** A call that began before ends with the old weights; those within it see the new ones. */
  @ParameterizedTest
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  @ValueSource(strings = {"tiny-lm-plain", "tiny-lm-gqa"})
  void aRunningCallEndsWithItsWeightsAndLoadingWaitsForIt(String name) {
    try (OnnxCausalLm model = trainable(name);
        OnnxCausalLm before = OnnxCausalLm.load(Fixtures.model(name));
        OnnxCausalLm after = OnnxCausalLm.load(Fixtures.model(name + "-other"))) {
      float[] wanted = scores(after);
      AtomicReference<CompletableFuture<Void>> loading = new AtomicReference<>();
      Generation whole =
          model.generate(
              request(3),
              new Cancellation(),
              (sample, text) -> {
                if (loading.get() == null) {
                  Weights other = weights(name + "-other");
                  loading.set(CompletableFuture.runAsync(() -> model.load(other)));
                  while (!Arrays.equals(scores(model), wanted)) {
                    Thread.onSpinWait();
                  }
                  assertThat(loading.get()).isNotDone();
                }
              });
      loading.get().join();
      List<Completion> old = completions(before);
      for (int i = 0; i < old.size(); i++) {
        assertThat(whole.completions().get(i).tokens().logProbs())
            .isEqualTo(old.get(i).tokens().logProbs());
      }
      assertThat(scores(model)).isEqualTo(wanted);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-plain", "tiny-lm-gqa", "tiny-lm-embedded"})
  void keepsNothingOfTheMemoryThatWeightsCameIn(String name) {
    MemoryWeights weights = weights(name);
    try (OnnxCausalLm model = trainable(name)) {
      float[] before = scores(model);
      model.load(weights);
      List<ByteBuffer> held = new ArrayList<>();
      for (String each : weights.names()) {
        float[] values = weights.values(each);
        ByteBuffer garbage = ByteBuffer.allocateDirect(values.length * Float.BYTES);
        Arrays.fill(values, Float.NaN);
        while (garbage.hasRemaining()) {
          garbage.put((byte) -1);
        }
        held.add(garbage);
      }
      assertThat(scores(model)).isEqualTo(before);
      assertThat(held).hasSameSizeAs(weights.names());
    }
  }

  @Test
  void refusesOtherNamesAndShapesAndStaysAsItWas() {
    MemoryWeights fitting = weights("tiny-lm-gqa-other");
    try (OnnxCausalLm model = trainable("tiny-lm-gqa")) {
      float[] before = scores(model);
      refuses(
          model,
          fitting.copy().remove("model.norm.weight"),
          "expected 24 weights, found 23; missing: [model.norm.weight]; not the model's: []");
      refuses(
          model,
          fitting.copy().put("lm_head.weight", new long[] {1}, 0),
          "not the model's: [lm_head.weight]");
      refuses(
          model,
          fitting.copy().put("model.norm.weight", new long[] {1, 32}, new float[32]),
          "model.norm.weight: expected the shape [32], found [1, 32]");
      refuses(model, new MemoryWeights(), "[model.embed_tokens.weight,", "and 20 more");
      assertThat(scores(model)).isEqualTo(before);
    }
  }

  private static void refuses(OnnxCausalLm model, Weights weights, String... messages) {
    var refusal = assertThatThrownBy(() -> model.load(weights)).isInstanceOf(ModelException.class);
    for (String message : messages) {
      refusal.hasMessageContaining(message);
    }
  }

  @Test
  void weightsThatFailWhileTheyAreReadLeaveTheModelAsItWas() {
    MemoryWeights other = weights("tiny-lm-gqa-other");
    Weights failing =
        new Weights() {
          @Override
          public Set<String> names() {
            return other.names();
          }

          @Override
          public long[] shape(String name) {
            return other.shape(name);
          }

          @Override
          public void read(String name, FloatBuffer target) {
            if (name.equals("model.norm.weight")) {
              throw new IllegalStateException("gone");
            }
            other.read(name, target);
          }
        };
    try (OnnxCausalLm model = trainable("tiny-lm-gqa")) {
      float[] before = scores(model);
      assertThatThrownBy(() -> model.load(failing)).hasMessage("gone");
      assertThat(scores(model)).isEqualTo(before);
    }
  }

  /** Nothing is read from files again, so it does not matter what becomes of them. */
  @Test
  void needsNoFilesOnceItIsOpen() {
    ModelCopy copy = ModelCopy.ofModel("tiny-lm-gqa", folder);
    try (OnnxCausalLm model = OnnxCausalLm.load(copy.directory(), TRAINABLE);
        OnnxCausalLm after = OnnxCausalLm.load(Fixtures.model("tiny-lm-gqa-other"))) {
      copy.delete("model.onnx.data");
      model.load(weights("tiny-lm-gqa-other"));
      assertThat(scores(model)).isEqualTo(scores(after));
    }
  }

  @Test
  void refusesWhereItWasNotOpenedForIt() {
    MemoryWeights other = weights("tiny-lm-gqa-other");
    OnnxCausalLm model = OnnxCausalLm.load(Fixtures.model("tiny-lm-gqa"));
    assertThatThrownBy(() -> model.load(other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected a model that was opened with trainable(true)");
    model.close();
    OnnxCausalLm closed = trainable("tiny-lm-gqa");
    closed.close();
    assertThatThrownBy(() -> closed.load(other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-fp16", "tiny-lm-dynamic-int8"})
  void refusesGraphsOfOtherPrecision(String name) {
    assertThatThrownBy(() -> trainable(name))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("expected an fp32 graph without quantisation to put weights in");
  }

  @Test
  void cannotBeLoadedFromWithinACall() {
    MemoryWeights other = weights("tiny-lm-gqa-other");
    try (OnnxCausalLm model = trainable("tiny-lm-gqa")) {
      assertThatThrownBy(
              () ->
                  model.generate(
                      request(3), new Cancellation(), (sample, text) -> model.load(other)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("cannot be changed from within a call to it");
    }
  }
}
