package dev.longctx.examples.training.align;

import dev.longctx.examples.training.experiment.ParentProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One piece of the experiment, which the program align starts in a process of its own. */
@Command(name = "align-job", hidden = true, description = "One piece of the program align.")
public final class JobProgram implements Callable<Integer> {

  @Option(names = "--output", required = true)
  private Path output = Path.of("");

  @Option(names = "--policy", required = true)
  private Path policy = Path.of("");

  @Option(names = "--seed", required = true)
  private long seed;

  @Option(names = "--quick")
  private boolean quick;

  @Option(names = "--arm")
  private @Nullable Arm arm;

  @Override
  public Integer call() throws IOException {
    ParentProcess.endWith();
    Job job =
        new Job(
            new Folder(output),
            policy,
            quick ? Scale.QUICK : Scale.FULL,
            seed,
            line -> System.out.println(line));
    if (arm == null) {
      job.makeTriples();
    } else {
      job.run(arm);
    }
    return 0;
  }
}
