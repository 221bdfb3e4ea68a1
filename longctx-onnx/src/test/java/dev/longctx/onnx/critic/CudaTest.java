package dev.longctx.onnx.critic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.Cancellation;
import dev.longctx.onnx.Device;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.testing.ModelCopy;
import dev.longctx.onnx.testing.Windows;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs onnxruntime_gpu on the class path and a GPU. */
@Tag("gpu")
class CudaTest {

  @Test
  void scoresAsTheProcessorDoes(@TempDir Path temp) {
    assumeTrue(
        OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA),
        "needs the artifact onnxruntime_gpu and an NVIDIA GPU");
    ModelCopy copy =
        ModelCopy.ofCritic("tiny-cprs", temp)
            .manifest(
                root ->
                    root.withArray("variants")
                        .add(
                            ((ObjectNode) root.at("/variants/0").deepCopy())
                                .put("device", "cuda")));
    Critic critic = Critic.load(copy.directory());
    OnnxOptions cuda = OnnxOptions.builder().device(Device.cuda(0)).build();
    List<int[]> windows = Windows.many(new Random(5), 20, 200, 500);
    try (CriticSession onCpu = critic.open(OnnxOptions.defaults());
        CriticSession onGpu = critic.open(cuda)) {
      List<TokenLabels> expected = label(onCpu, windows);
      List<TokenLabels> found = label(onGpu, windows);
      for (int i = 0; i < windows.size(); i++) {
        for (int token = 0; token < windows.get(i).length; token++) {
          assertThat(found.get(i).keep(token))
              .isCloseTo(expected.get(i).keep(token), within(1e-3f));
        }
      }
    }
  }

  private static List<TokenLabels> label(CriticSession session, List<int[]> windows) {
    return session.label(session.prompt("a", "b"), windows, null, new Cancellation());
  }
}
