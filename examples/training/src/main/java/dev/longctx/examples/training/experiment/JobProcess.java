package dev.longctx.examples.training.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Starts pieces of an experiment as processes like this one, each with one thread to compute. */
public final class JobProcess {

  private static final Map<String, String> ONE_THREAD =
      Map.of("OMP_NUM_THREADS", "1", "OMP_WAIT_POLICY", "PASSIVE", "KMP_BLOCKTIME", "0");

  /** How lines of a stack trace begin, the last of which says nothing. */
  private static final String STACK = "\tat ";

  private final String program;
  private final List<String> shared;

  /**
   * Pieces of one experiment.
   *
   * @param program the one that does a piece
   * @param shared arguments of all pieces
   */
  public JobProcess(String program, List<String> shared) {
    this.program = program;
    this.shared = List.copyOf(shared);
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
    ProcessBuilder builder = new ProcessBuilder(command(arguments)).redirectErrorStream(true);
    builder.environment().putAll(ONE_THREAD);
    Process process = builder.start();
    String last = "";
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line.startsWith(STACK) ? last : line;
        progress.accept(line);
      }
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", arguments) + ": " + last);
      }
    } finally {
      process.destroy();
    }
  }

  private List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.longctx.examples.training.Main", program));
    command.addAll(shared);
    command.addAll(arguments);
    return command;
  }
}
