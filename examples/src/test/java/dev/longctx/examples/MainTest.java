package dev.longctx.examples;

import static dev.longctx.examples.ProgramRun.CONSTITUTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class MainTest {

  @Test
  void helpListsThePrograms() {
    ProgramRun run = ProgramRun.of("--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("PROGRAM", "Exit codes:")
        .containsPattern("compress +Prints the parts")
        .containsPattern("ask +Answers questions")
        .containsPattern("evidence +Measures how much")
        .containsPattern("throughput +Compresses a text");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void versionNamesTheLibrary() {
    ProgramRun run = ProgramRun.of("--version");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("longctx ").contains("Java 1");
    assertThat(ProgramRun.of("compress", "--version").out()).isEqualTo(run.out());
  }

  @Test
  void noProgramAndAnUnknownOneAreWrongUsage() {
    assertThat(ProgramRun.of().exitCode()).isEqualTo(2);
    assertThat(ProgramRun.of().err()).contains("expected the name of a program");
    ProgramRun unknown = ProgramRun.of("compres");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("compres").contains("compress");
  }

  @Test
  void failuresPrintOneLineAndTheStackOnlyOnRequest() {
    String[] args = {"compress", "--query", "x", "--tokens", "9", "no-such-file", "--stacktrace"};
    ProgramRun brief = ProgramRun.of(Arrays.copyOf(args, 6));
    assertThat(brief.exitCode()).isEqualTo(1);
    assertThat(brief.err().lines())
        .containsExactly("failed: no-such-file: expected a file, found none");
    ProgramRun full = ProgramRun.of(args);
    assertThat(full.exitCode()).isEqualTo(1);
    assertThat(full.err()).startsWith(brief.err()).contains("at dev.longctx.examples");
    assertThat(brief.out() + full.out()).isEmpty();
  }

  @Test
  void argumentsThatTheLocaleCannotDecodeAreRefused() {
    String[] args = {"compress", "--query", "\uFFFD\uFFFD"};
    assertThatThrownBy(() -> LocaleCheck.check(args, "ANSI_X3.4-1968"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("argument 3", "ANSI_X3.4-1968", "LC_ALL=C.UTF-8");
    assertThatCode(() -> LocaleCheck.check(args, "UTF-8")).doesNotThrowAnyException();
    assertThatCode(() -> LocaleCheck.check(new String[] {"x"}, "ANSI_X3.4-1968"))
        .doesNotThrowAnyException();
  }

  @Test
  void anAtSignDoesNotNameAnArgumentFile() {
    ProgramRun run =
        ProgramRun.of("compress", "--query", "@" + CONSTITUTION, "--tokens", "9", "no-such-file");
    assertThat(run.exitCode()).isEqualTo(1);
  }
}
