package dev.longctx.examples.training.reinforce;

import dev.longctx.examples.training.experiment.ParentProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One arm with one seed, which the program reinforce starts in a process of its own. */
@Command(name = "reinforce-job", hidden = true, description = "One run of the program reinforce.")
public final class ReinforceJobProgram implements Callable<Integer> {

  @Option(names = "--output", required = true)
  private Path output = Path.of("");

  @Option(names = "--policy", required = true)
  private Path policy = Path.of("");

  @Option(names = "--seed", required = true)
  private long seed;

  @Option(names = "--quick")
  private boolean quick;

  @Option(names = "--arm", required = true)
  private Arm arm = Arm.BASE;

  @Override
  public Integer call() throws IOException {
    ParentProcess.endWith();
    ReinforcePlan plan = quick ? ReinforcePlan.QUICK : ReinforcePlan.FULL;
    ResultFolder folder = new ResultFolder(output);
    new Job(folder, policy, plan, seed, line -> System.out.println(line)).run(arm);
    return 0;
  }
}
