package dev.longctx.examples.terminal;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;

/** Whether a person is watching. */
public final class Terminal {

  private static final Path ERROR_STREAM = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /** Whether standard error is a terminal; false where the system does not tell. */
  public static boolean isErrorStream() {
    return isTerminal(ERROR_STREAM);
  }

  /** Whether a path leads to a terminal. Pipes lead nowhere. */
  static boolean isTerminal(Path stream) {
    try {
      Path device = stream.toRealPath();
      return device.startsWith("/dev/pts") || device.toString().matches("/dev/(tty.*|console)");
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether standard input and output are a terminal. */
  // From Java 22 on there is always a console, and it says itself whether it is a terminal.
  @SuppressWarnings("SystemConsoleNull")
  public static boolean isPresent() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
