package dev.longctx.runs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

  @Test
  void becomesMarkdown() {
    Table table =
        new Table(
            List.of("arm", "steps", "accuracy"),
            List.of(List.of("DAPO", "1-20", "0.55"), List.of("none", "-", "-")));

    assertThat(table.toMarkdown())
        .isEqualTo(
            """
            | arm | steps | accuracy |
            |---|---:|---:|
            | DAPO | 1-20 | 0.55 |
            | none | - | - |
            """);
  }

  @Test
  void noCellEndsItsRowOrBeginsMarkup() {
    Table table = new Table(List.of("a|b"), List.of(List.of("x|y\r\n<b>*_`[u](v)")));

    assertThat(table.toMarkdown())
        .isEqualTo("| a\\|b |\n|---|\n| x\\|y  \\<b\\>\\*\\_\\`\\[u\\](v) |\n");
  }

  @Test
  void aTableWithoutRowsHasItsHeader() {
    assertThat(new Table(List.of("a"), List.of()).toMarkdown()).isEqualTo("| a |\n|---|\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "-1.5", "1,234", "1.2e-05", "1.3 %", "1-5", "0.5 \u00B1 0.1", "-"})
  void knowsNumbers(String cell) {
    assertThat(new Table(List.of("x"), List.of(List.of(cell))).isNumeric(0)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "e", "--", "3 apples", "1 to 2"})
  void knowsWhatIsNoNumber(String cell) {
    assertThat(new Table(List.of("x"), List.of(List.of(cell))).isNumeric(0)).isFalse();
  }

  @Test
  void refusesARowOfAnotherLengthAndATableWithoutColumns() {
    assertThatThrownBy(() -> new Table(List.of("a", "b"), List.of(List.of("1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row 0: expected 2 cells, found 1");
    assertThatThrownBy(() -> new Table(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("header: ");
  }
}
