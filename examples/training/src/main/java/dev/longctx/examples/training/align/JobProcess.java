package dev.longctx.examples.training.align;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Starts pieces of the experiment as processes like this one. */
final class JobProcess {

  private static final Map<String, String> ONE_THREAD =
      Map.of("OMP_NUM_THREADS", "1", "OMP_WAIT_POLICY", "PASSIVE", "KMP_BLOCKTIME", "0");

  private final List<String> shared;

  JobProcess(Path output, Path policy, boolean quick) {
    shared = new ArrayList<>(List.of("--output", output.toString(), "--policy", policy.toString()));
    if (quick) {
      shared.add("--quick");
    }
  }

  /**
   * Runs one piece and waits.
   *
   * @param arguments which piece
   * @param progress is told each line that it prints
   * @throws IllegalStateException if it fails
   */
  void run(List<String> arguments, Consumer<String> progress)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.longctx.examples.training.Main", "align-job"));
    command.addAll(shared);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(ONE_THREAD);
    Process process = builder.start();
    String last = "";
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line;
        progress.accept(line);
      }
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", arguments) + ": " + last);
      }
    } finally {
      process.destroy();
    }
  }
}
