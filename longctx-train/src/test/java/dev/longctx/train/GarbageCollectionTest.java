package dev.longctx.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.api.training.ForwardPass;
import dev.longctx.train.testing.Goldens;
import dev.longctx.train.testing.StoredTensors;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tensors over freed Java memory would show here. */
final class GarbageCollectionTest {

  @Test
  void gradientsStayTheSameWhenMemoryIsCollectedBeforeTheWayBack() {
    for (boolean recompute : new boolean[] {false, true}) {
      try (TorchPolicy policy =
          recompute ? PolicyFixture.recomputing("qwen3") : PolicyFixture.single("qwen3")) {
        StoredTensors expected = PolicyFixture.gradient(policy, true);
        for (int round = 0; round < 10; round++) {
          policy.discardGradient();
          StoredTensors found = afterCollection(policy);
          for (String name : expected.names()) {
            assertThat(found.values(name)).as(name).containsExactly(expected.values(name));
          }
        }
      }
    }
  }

  private static StoredTensors afterCollection(TorchPolicy policy) {
    try (ForwardPass pass = policy.forwardWithEntropies(Goldens.sequences())) {
      System.gc();
      overwriteFreedMemory();
      pass.backward(
          Goldens.lists(Goldens.all().get("logp_upstream")),
          Goldens.lists(Goldens.all().get("entropy_upstream")));
    }
    return policy.gradients(StoredTensors::copyOf);
  }

  private static void overwriteFreedMemory() {
    List<ByteBuffer> buffers = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(8 << (i % 8));
      while (buffer.hasRemaining()) {
        buffer.put((byte) 0x7f);
      }
      buffers.add(buffer);
    }
    assertThat(buffers).hasSize(400);
  }
}
