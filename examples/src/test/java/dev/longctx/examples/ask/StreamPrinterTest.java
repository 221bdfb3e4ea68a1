package dev.longctx.examples.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.api.reasoning.PromptFit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StreamPrinterTest {

  private final StringWriter shown = new StringWriter();

  private StreamPrinter printer(boolean terminal) {
    return new StreamPrinter(new PrintWriter(shown), terminal);
  }

  private static void run(StreamPrinter printer) {
    printer.started("Why?", List.of());
    printer.prompted(PromptFit.WHOLE, 1_234);
    printer.text(0, "Because ");
    printer.text(1, "Never mind");
    printer.text(0, "of that.");
    printer.failed(new IllegalStateException());
  }

  @Test
  void showsOnlyTheFirstSamplePlainWhereThereIsNoTerminal() {
    run(printer(false));
    assertThat(shown.toString().lines())
        .containsExactly("question: Why?", "reading 1,234 tokens", "Because of that.");
  }

  @Test
  void aTerminalShowsItFaintAndIsResetAtTheEnd() {
    run(printer(true));
    assertThat(shown.toString().lines().toList())
        .last()
        .isEqualTo("\u001B[2mBecause of that.\u001B[0m");
  }

  @Test
  void whatAModelSaysCannotCommandTheTerminal() {
    StreamPrinter printer = printer(true);
    printer.text(0, "\u001B]0;owned\u0007\tok\n");
    assertThat(shown.toString()).isEqualTo("\u001B[2m\uFFFD]0;owned\uFFFD\tok\n");
  }
}
