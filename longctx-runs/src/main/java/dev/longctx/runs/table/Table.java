package dev.longctx.runs.table;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Cells of plain text under a header. Texts may be untrusted: what is made of them is escaped.
 *
 * @param header names of the columns, at least one
 * @param rows cells, as many a row as there are columns
 */
public record Table(List<String> header, List<List<String>> rows) {

  /**
   * Checks and copies the components.
   *
   * @throws IllegalArgumentException if there is no column, or a row has more or fewer cells
   */
  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    if (header.isEmpty()) {
      throw new IllegalArgumentException("header: expected at least one column, found none");
    }
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).size() != header.size()) {
        throw new IllegalArgumentException(
            "row %d: expected %d cells, found %d".formatted(i, header.size(), rows.get(i).size()));
      }
    }
  }

  /**
   * Whether a column holds numbers, which are read best when they end below each other.
   *
   * @param column its index
   * @return true if there are rows and each cell looks like a number, a range of numbers or a
   *     hyphen for none
   */
  public boolean isNumeric(int column) {
    return !rows.isEmpty() && rows.stream().map(row -> row.get(column)).allMatch(Table::isNumber);
  }

  /** Digits, and only what stands in numbers around them. */
  private static boolean isNumber(String cell) {
    return cell.equals("-")
        || (cell.chars().anyMatch(c -> c >= '0' && c <= '9')
            && cell.chars().allMatch(c -> "0123456789.,+-eE% \u00B1".indexOf(c) >= 0));
  }

  /**
   * The table as Markdown, columns of numbers to the right.
   *
   * @return lines that all end with a line feed
   */
  public String toMarkdown() {
    StringBuilder text = new StringBuilder();
    append(text, header);
    text.append('|');
    IntStream.range(0, header.size())
        .forEach(column -> text.append(isNumeric(column) ? "---:|" : "---|"));
    text.append('\n');
    rows.forEach(row -> append(text, row));
    return text.toString();
  }

  private static void append(StringBuilder text, List<String> row) {
    text.append(
        row.stream().map(Markdown::escape).collect(Collectors.joining(" | ", "| ", " |\n")));
  }
}
