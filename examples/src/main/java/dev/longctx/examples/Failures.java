package dev.longctx.examples;

import dev.longctx.api.LongctxException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what went wrong, and where in the code only on request. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private final BooleanSupplier stacktrace;

  Failures(BooleanSupplier stacktrace) {
    this.stacktrace = stacktrace;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    return print(failure, commandLine.getErr());
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    CommandLine commandLine = failure.getCommandLine();
    int exitCode = printUsage(failure, commandLine);
    UnmatchedArgumentException.printSuggestions(failure, commandLine.getErr());
    return exitCode;
  }

  int printUsage(Exception failure, CommandLine commandLine) {
    PrintWriter err = commandLine.getErr();
    String program = commandLine.getCommandSpec().qualifiedName();
    err.println(program + ": " + messageOf(failure));
    err.println("try: " + program + " --help");
    printTrace(failure, err);
    return ExitCode.USAGE;
  }

  int print(Throwable failure, PrintWriter err) {
    err.println("failed: " + message(failure));
    printTrace(failure, err);
    return ExitCode.SOFTWARE;
  }

  private void printTrace(Throwable failure, PrintWriter err) {
    if (stacktrace.getAsBoolean()) {
      failure.printStackTrace(err);
    }
    err.flush();
  }

  private static String messageOf(Exception usage) {
    String message = usage.getMessage();
    return message == null ? usage.toString() : message.replaceFirst("^Error: ", "");
  }

  private static String message(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      return "the JVM ran out of memory; give it more with java -Xmx4g -jar ...";
    }
    boolean speaksForItself = failure instanceof LongctxException || failure instanceof IOException;
    String message = failure.getMessage();
    return speaksForItself && message != null ? message : "unexpected " + failure;
  }
}
