package dev.longctx.examples.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TerminalTest {

  @TempDir private Path folder;

  @Test
  void aFileIsNoTerminal() throws IOException {
    Path file = Files.createFile(folder.resolve("log.txt"));
    assertThat(Terminal.isTerminal(file)).isFalse();
    assertThat(Terminal.isTerminal(folder.resolve("pipe:[1]"))).isFalse();
  }

  @Test
  void aLinkToATerminalIsOne() throws IOException {
    Path tty = Path.of("/dev/tty");
    assumeTrue(Files.exists(tty), "there is no /dev/tty");
    assertThat(Terminal.isTerminal(Files.createSymbolicLink(folder.resolve("2"), tty))).isTrue();
  }
}
