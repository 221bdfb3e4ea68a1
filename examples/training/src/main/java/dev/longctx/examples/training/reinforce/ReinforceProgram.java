package dev.longctx.examples.training.reinforce;

import dev.longctx.examples.training.experiment.ExperimentOptions;
import dev.longctx.examples.training.experiment.SettingsFile;
import dev.longctx.examples.training.experiment.Workers.Piece;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private ExperimentOptions options = new ExperimentOptions();

  @Option(
      names = "--arms",
      split = ",",
      paramLabel = "ARM",
      description = "Of ${COMPLETION-CANDIDATES}; all by default.")
  private List<Arm> arms = Arrays.asList(Arm.values());

  @Override
  public Integer call() throws IOException, InterruptedException {
    ResultFolder folder = new ResultFolder(options.output());
    SettingsFile.pin(folder.root(), settings());
    PrintWriter out = spec.commandLine().getOut();
    options.workers("reinforce-job", out).run(unfinished(folder));
    String tables = new Summary(folder.finished(options.seeds()), plan()).write(folder.root());
    out.println(tables);
    out.println("written to " + folder.root());
    return 0;
  }

  private ReinforcePlan plan() {
    return options.quick() ? ReinforcePlan.QUICK : ReinforcePlan.FULL;
  }

  private List<Piece> unfinished(ResultFolder folder) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    for (long seed : options.seeds()) {
      for (Arm arm : arms) {
        if (folder.finished(arm, seed).isEmpty()) {
          List<String> arguments = List.of("--seed", Long.toString(seed), "--arm", arm.name());
          pieces.add(new Piece(arm.title() + ", seed " + seed, arguments));
        }
      }
    }
    return pieces;
  }

  private String settings() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(plan().toString());
    Arrays.stream(Arm.values()).map(arm -> arm.settings(plan())).forEach(lines::add);
    return options.settings(lines);
  }
}
