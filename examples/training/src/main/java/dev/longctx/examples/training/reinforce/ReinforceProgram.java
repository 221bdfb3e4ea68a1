package dev.longctx.examples.training.reinforce;

import dev.longctx.examples.training.experiment.FileHash;
import dev.longctx.examples.training.experiment.JobProcess;
import dev.longctx.examples.training.experiment.SettingsFile;
import dev.longctx.examples.training.experiment.Workers;
import dev.longctx.examples.training.experiment.Workers.Piece;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares ways to train a small policy by reinforcement, and writes tables and plots. */
@Command(
    name = "reinforce",
    description = {
      "Trains the same small policy by GRPO and DAPO to answer under longer and longer contexts:",
      "by the full recipe of QwenLong-L1 and with parts of it left out, all with the same number of",
      "sampled responses; then asks it about contexts of up to 2,048 tokens.",
      "Each run is a process of one thread. What is finished stays: the same command goes on."
    })
public final class ReinforceProgram implements Callable<Integer> {

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
      description = "Seeds of problems, samples and questions (1,2,3).")
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
    ResultFolder folder = new ResultFolder(output.toAbsolutePath());
    SettingsFile.pin(folder.root(), settings());
    PrintWriter out = spec.commandLine().getOut();
    JobProcess process = new JobProcess("reinforce-job", shared(folder));
    new Workers(process, workers, out).run(unfinished(folder));
    String tables = new Summary(folder.finished(seeds), plan()).write(folder.root());
    out.println(tables);
    out.println("written to " + folder.root());
    return 0;
  }

  private ReinforcePlan plan() {
    return quick ? ReinforcePlan.QUICK : ReinforcePlan.FULL;
  }

  private List<Piece> unfinished(ResultFolder folder) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    for (long seed : seeds) {
      for (Arm arm : arms) {
        if (folder.finished(arm, seed).isEmpty()) {
          List<String> arguments = List.of("--seed", Long.toString(seed), "--arm", arm.name());
          pieces.add(new Piece(arm.title() + ", seed " + seed, arguments));
        }
      }
    }
    return pieces;
  }

  private List<String> shared(ResultFolder folder) {
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
    lines.add(plan().toString());
    Arrays.stream(Arm.values()).map(arm -> arm.settings(plan())).forEach(lines::add);
    for (String file : List.of("hf/model.safetensors", "onnx/longctx.json")) {
      lines.add(file + " " + FileHash.of(policy.resolve(file)));
    }
    return String.join("\n", lines) + "\n";
  }
}
