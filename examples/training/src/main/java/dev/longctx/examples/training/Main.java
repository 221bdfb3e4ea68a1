package dev.longctx.examples.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.longctx.api.LongctxException;
import dev.longctx.examples.training.align.AlignProgram;
import dev.longctx.examples.training.align.JobProgram;
import dev.longctx.examples.training.reinforce.ReinforceJobProgram;
import dev.longctx.examples.training.reinforce.ReinforceProgram;
import dev.longctx.examples.training.warmup.WarmUpProgram;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Starts one of the programs by its name. */
@Command(
    name = "longctx-training",
    description = "Programs that train with longctx. PROGRAM --help tells more about each.",
    synopsisSubcommandLabel = "PROGRAM",
    commandListHeading = "%nPrograms:%n",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failure: one line on standard error", "2:wrong usage"},
    subcommands = {
      WarmUpProgram.class,
      AlignProgram.class,
      JobProgram.class,
      ReinforceProgram.class,
      ReinforceJobProgram.class
    })
public final class Main implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  /**
   * Runs a program and ends the JVM with its exit code.
   *
   * @param args the program's name and its arguments
   */
  public static void main(String[] args) {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("java.awt.headless", "true");
    Locale.setDefault(Locale.ROOT);
    PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, UTF_8);
    int exitCode = run(args, out, new PrintWriter(System.err, true, UTF_8));
    out.flush();
    System.exit(exitCode);
  }

  static int run(String[] args, PrintWriter out, PrintWriter err) {
    return new CommandLine(new Main())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100)
        .setExecutionExceptionHandler(Main::report)
        .execute(args);
  }

  private static int report(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    if (!(failure instanceof LongctxException) && !(failure instanceof IllegalArgumentException)) {
      throw failure;
    }
    commandLine.getErr().println(failure.getMessage());
    return 1;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected the name of a program, found none");
  }
}
