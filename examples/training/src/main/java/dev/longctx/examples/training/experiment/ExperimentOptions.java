package dev.longctx.examples.training.experiment;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that programs have which compare arms, each run in a process of its own. */
public final class ExperimentOptions {

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Where results, tables and plots go.")
  private Path output = Path.of("");

  @Option(
      names = "--policy",
      paramLabel = "DIR",
      description = "The warmed-up policy: hf and onnx in it (${DEFAULT-VALUE}).")
  private Path policy = Path.of("examples/training/policy");

  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "N",
      description = "Seeds of all that is drawn (1,2,3).")
  private List<Long> seeds = List.of(1L, 2L, 3L);

  @Option(names = "--workers", description = "Runs at a time (${DEFAULT-VALUE}).")
  private int workers = 2;

  @Option(names = "--quick", description = "Hardly trains: to see that everything works.")
  private boolean quick;

  /** Options to be filled in from the command line. */
  public ExperimentOptions() {}

  /** Where results go. */
  public Path output() {
    return output.toAbsolutePath();
  }

  /** Seeds of the runs of an arm. */
  public List<Long> seeds() {
    return seeds;
  }

  /** Whether hardly anything is trained. */
  public boolean quick() {
    return quick;
  }

  /** Runs of a program that takes these options but seeds and workers. */
  public Workers workers(String program, PrintWriter out) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--output", output().toString()));
    arguments.addAll(List.of("--policy", policy.toAbsolutePath().toString()));
    if (quick) {
      arguments.add("--quick");
    }
    return new Workers(new JobProcess(program, arguments), workers, out);
  }

  /** Settings that results belong to, with those of the policy. */
  public String settings(List<String> lines) throws IOException {
    List<String> all = new ArrayList<>(lines);
    for (String file : List.of("hf/model.safetensors", "onnx/longctx.json")) {
      all.add(file + " " + FileHash.of(policy.resolve(file)));
    }
    return String.join("\n", all) + "\n";
  }
}
