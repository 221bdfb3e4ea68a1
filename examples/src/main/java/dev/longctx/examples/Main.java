package dev.longctx.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.longctx.examples.ask.AskProgram;
import dev.longctx.examples.compress.CompressProgram;
import dev.longctx.examples.evidence.EvidenceProgram;
import dev.longctx.examples.throughput.ThroughputProgram;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Starts one of the programs by its name. */
@Command(
    name = "longctx-examples",
    description = "Programs that show longctx at work. PROGRAM --help tells more about each.",
    synopsisSubcommandLabel = "PROGRAM",
    commandListHeading = "%nPrograms:%n",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failure: one line on standard error", "2:wrong usage"},
    subcommands = {
      CompressProgram.class,
      AskProgram.class,
      EvidenceProgram.class,
      ThroughputProgram.class
    })
public final class Main implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--stacktrace",
      order = 30,
      scope = ScopeType.INHERIT,
      description = "On failure, also print where in the code it happened.")
  private boolean stacktrace;

  private Main() {}

  /**
   * Runs a program and ends the JVM with its exit code.
   *
   * @param args the program's name and its arguments
   */
  public static void main(String[] args) {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    Locale.setDefault(Locale.ROOT);
    // UTF-8 whatever the locale: text must leave as it came.
    PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, UTF_8);
    int exitCode = run(args, out, new PrintWriter(System.err, true, Charset.defaultCharset()));
    out.flush();
    System.exit(exitCode);
  }

  static int run(String[] args, PrintWriter out, PrintWriter err) {
    Main main = new Main();
    CommandLine commandLine =
        new CommandLine(main)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExpandAtFiles(false)
            .setUsageHelpWidth(100);
    Failures failures = new Failures(() -> main.stacktrace);
    commandLine.setExecutionExceptionHandler(failures).setParameterExceptionHandler(failures);
    try {
      LocaleCheck.check(args, System.getProperty("sun.jnu.encoding", "UTF-8"));
      return commandLine.execute(args);
    } catch (IllegalArgumentException e) {
      return failures.printUsage(e, commandLine);
    } catch (OutOfMemoryError | LinkageError e) {
      return failures.print(e, err);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected the name of a program, found none");
  }
}
