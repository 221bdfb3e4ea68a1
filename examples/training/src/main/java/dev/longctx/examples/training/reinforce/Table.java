package dev.longctx.examples.training.reinforce;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table, whose first column is text and whose others are numbers.
 *
 * @param title above it
 * @param note what its numbers are
 * @param header one a column
 * @param rows each with as many cells
 */
record Table(String title, String note, List<String> header, List<List<String>> rows) {

  /** Copies the lists. */
  Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
  }

  String toMarkdown() {
    List<String> lines = new ArrayList<>(List.of("### " + title, "", note, "", row(header)));
    lines.add("|---|" + "--:|".repeat(header.size() - 1));
    rows.forEach(cells -> lines.add(row(cells)));
    return String.join("\n", lines) + "\n";
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  String toHtml() {
    return "<h2>%s</h2>%n<p>%s</p>%n<table>%n%s%s</table>%n"
        .formatted(
            title,
            note,
            htmlRow("th", header),
            rows.stream().map(cells -> htmlRow("td", cells)).collect(Collectors.joining()));
  }

  private static String htmlRow(String tag, List<String> cells) {
    return cells.stream()
        .map(cell -> "<%s>%s</%s>".formatted(tag, cell, tag))
        .collect(Collectors.joining("", "<tr>", "</tr>\n"));
  }
}
