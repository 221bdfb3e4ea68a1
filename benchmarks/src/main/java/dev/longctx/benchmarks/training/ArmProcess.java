package dev.longctx.benchmarks.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process for one arm, whose heap is resident from the start: only native memory moves. */
final class ArmProcess {

  private final PolicyOptions options;
  private final TripleOptions lengths;

  ArmProcess(PolicyOptions options, TripleOptions lengths) {
    this.options = options;
    this.lengths = lengths;
  }

  double megabytes(Arm arm) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(arm)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(arm + ": expected exit code 0, found " + process.exitValue());
    }
    return Double.parseDouble(output.strip());
  }

  private List<String> command(Arm arm) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.longctx.benchmarks.Main", "alignment-memory", "--arm=" + arm));
    command.addAll(options.arguments());
    command.addAll(lengths.arguments());
    return command;
  }
}
