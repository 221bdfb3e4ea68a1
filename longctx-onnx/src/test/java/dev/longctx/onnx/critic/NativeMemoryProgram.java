package dev.longctx.onnx.critic;

import dev.longctx.api.Cancellation;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.testing.Fixtures;
import dev.longctx.onnx.testing.ResidentMemory;
import dev.longctx.onnx.testing.Windows;
import java.util.List;
import java.util.Random;

/** Prints the resident memory of its own process, in kilobytes, as sessions come and go. */
final class NativeMemoryProgram {

  private static final CriticPrompt NO_PROMPT = new CriticPrompt(new int[0], new int[0]);

  private NativeMemoryProgram() {}

  public static void main(String[] args) {
    Critic critic = Critic.load(Fixtures.critic("tiny-cprs"));
    openAndClose(critic, 30);
    ResidentMemory.report("open-before");
    openAndClose(critic, 50);
    ResidentMemory.report("open-after");
    try (CriticSession session = critic.open(OnnxOptions.defaults())) {
      label(session, 500);
      ResidentMemory.report("label-before");
      label(session, 2_000);
      ResidentMemory.report("label-after");
    }
  }

  private static void openAndClose(Critic critic, int times) {
    for (int i = 0; i < times; i++) {
      try (CriticSession session = critic.open(OnnxOptions.defaults())) {
        session.label(
            session.prompt("find", "it"), List.of(new int[] {1, 2}), null, new Cancellation());
      }
    }
  }

  private static void label(CriticSession session, int times) {
    Random random = new Random(4);
    for (int i = 0; i < times; i++) {
      List<int[]> windows = Windows.many(random, 1 + i % 3, 60, 500);
      session.label(NO_PROMPT, windows, null, new Cancellation());
      session.encode("The Senate shall choose their other Officers.");
    }
  }
}
