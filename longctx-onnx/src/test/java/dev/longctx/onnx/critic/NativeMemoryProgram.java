package dev.longctx.onnx.critic;

import dev.longctx.api.Cancellation;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.testing.Fixtures;
import dev.longctx.onnx.testing.Windows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Prints the resident memory of its own process, in kilobytes, as sessions come and go. */
final class NativeMemoryProgram {

  private static final CriticPrompt NO_PROMPT = new CriticPrompt(new int[0], new int[0]);
  private static final int PAGE_KILOBYTES = 4;

  private NativeMemoryProgram() {}

  public static void main(String[] args) throws IOException {
    Critic critic = Critic.load(Fixtures.critic("tiny-cprs"));
    openAndClose(critic, 30);
    report("open-before");
    openAndClose(critic, 50);
    report("open-after");
    try (CriticSession session = critic.open(OnnxOptions.defaults())) {
      label(session, 500);
      report("label-before");
      label(session, 2_000);
      report("label-after");
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

  private static void report(String moment) throws IOException {
    System.gc();
    String pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1];
    System.out.println(moment + "=" + Long.parseLong(pages) * PAGE_KILOBYTES);
  }
}
