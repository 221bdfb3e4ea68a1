package dev.longctx.examples.terminal;

import java.io.Console;

/** Whether a person is watching. */
public final class Terminal {

  private Terminal() {}

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
