package dev.longctx.examples.training.align;

import dev.longctx.examples.training.experiment.ExperimentOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private ExperimentOptions options = new ExperimentOptions();

  @Option(
      names = "--arms",
      split = ",",
      paramLabel = "ARM",
      description = "Of ${COMPLETION-CANDIDATES}; all by default.")
  private List<Arm> arms = Arrays.asList(Arm.values());

  @Override
  public Integer call() throws IOException, InterruptedException {
    Folder folder = new Folder(options.output());
    folder.pin(settings());
    PrintWriter out = spec.commandLine().getOut();
    new Experiment(folder, options.workers("align-job", out)).run(options.seeds(), arms);
    Results results = new Results(folder.finished(options.seeds()));
    String table = results.table(folder, options.seeds());
    Files.writeString(folder.root().resolve("table.md"), table);
    AccuracyPlots.write(results, folder.root());
    out.println(table);
    out.println("written to " + folder.root());
    return 0;
  }

  private String settings() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add((options.quick() ? Scale.QUICK : Scale.FULL).toString());
    lines.add(TrainingPlan.settings());
    Arrays.stream(Arm.values()).map(Arm::settings).forEach(lines::add);
    return options.settings(lines);
  }
}
