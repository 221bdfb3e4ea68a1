package dev.longctx.examples.training.align;

import dev.longctx.examples.training.experiment.FileHash;
import dev.longctx.examples.training.experiment.JobProcess;
import dev.longctx.examples.training.experiment.Workers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares ways to align a small policy, and writes tables and plots. */
@Command(
    name = "align",
    description = {
      "Trains the same small policy on the same pairs by DPO, SimPO and ORPO: on short contexts, on",
      "long ones, and short-to-long (SoLoPO); then asks it about contexts of 128 to 2,048 tokens.",
      "Each run is a process of one thread. What is finished stays: the same command goes on."
    })
public final class AlignProgram implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

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
      description = "Seeds of triples, order and questions (1,2,3).")
  private List<Long> seeds = List.of(1L, 2L, 3L);

  @Option(
      names = "--arms",
      split = ",",
      paramLabel = "ARM",
      description = "Of ${COMPLETION-CANDIDATES}; all by default.")
  private List<Arm> arms = Arrays.asList(Arm.values());

  @Option(names = "--workers", description = "Runs at a time (${DEFAULT-VALUE}).")
  private int workers = 2;

  @Option(names = "--quick", description = "Hardly trains: to see that everything works.")
  private boolean quick;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Folder folder = new Folder(output.toAbsolutePath());
    folder.pin(settings());
    PrintWriter out = spec.commandLine().getOut();
    JobProcess process = new JobProcess("align-job", shared(folder));
    new Experiment(folder, new Workers(process, workers, out)).run(seeds, arms);
    Results results = new Results(folder.finished(seeds));
    String table = results.table(folder, seeds);
    Files.writeString(folder.root().resolve("table.md"), table);
    AccuracyPlots.write(results, folder.root());
    out.println(table);
    out.println("written to " + folder.root());
    return 0;
  }

  private List<String> shared(Folder folder) {
    List<String> shared = new ArrayList<>();
    shared.addAll(List.of("--output", folder.root().toString()));
    shared.addAll(List.of("--policy", policy.toAbsolutePath().toString()));
    if (quick) {
      shared.add("--quick");
    }
    return shared;
  }

  private String settings() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add((quick ? Scale.QUICK : Scale.FULL).toString());
    lines.add(TrainingPlan.settings());
    Arrays.stream(Arm.values()).map(Arm::settings).forEach(lines::add);
    for (String file : List.of("hf/model.safetensors", "onnx/longctx.json")) {
      lines.add(file + " " + FileHash.of(policy.resolve(file)));
    }
    return String.join("\n", lines) + "\n";
  }
}
