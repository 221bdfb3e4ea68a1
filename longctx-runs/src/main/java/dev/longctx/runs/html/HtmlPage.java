package dev.longctx.runs.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.longctx.runs.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A page of results in the making: what is added comes below what was added before. All texts are
 * plain and may be untrusted; they are escaped. The page holds its style and its images, has no
 * script, asks nothing of a network, fits a phone, and is light or dark as its reader prefers.
 *
 * <p>Not thread-safe.
 */
public final class HtmlPage {

  private final String title;
  private final StringBuilder body = new StringBuilder();

  /**
   * An empty page.
   *
   * @param title its name, also its first heading
   */
  public HtmlPage(String title) {
    this.title = Objects.requireNonNull(title, "title");
    element("h1", title);
  }

  /**
   * Begins a section.
   *
   * @param text its heading
   * @return this page
   */
  public HtmlPage heading(String text) {
    return element("h2", text);
  }

  /**
   * Begins a part of a section.
   *
   * @param text its heading
   * @return this page
   */
  public HtmlPage subheading(String text) {
    return element("h3", text);
  }

  /**
   * Adds a paragraph.
   *
   * @param text one or more sentences
   * @return this page
   */
  public HtmlPage paragraph(String text) {
    return element("p", text);
  }

  private HtmlPage element(String name, String text) {
    body.append("<%s>%s</%s>\n".formatted(name, Markup.escape(text), name));
    return this;
  }

  /**
   * Adds a table, which scrolls by itself where it is too wide.
   *
   * @param table columns of numbers are aligned to the right
   * @return this page
   */
  public HtmlPage table(Table table) {
    List<String> ends = ends(table);
    body.append("<div class=\"wide\" tabindex=\"0\">\n<table>\n<thead>\n");
    row("th scope=\"col\"", "th", table.header(), ends);
    body.append("</thead>\n<tbody>\n");
    table.rows().forEach(row -> row("td", "td", row, ends));
    body.append("</tbody>\n</table>\n</div>\n");
    return this;
  }

  /** How the opening tags of each column's cells end. */
  private static List<String> ends(Table table) {
    return IntStream.range(0, table.header().size())
        .mapToObj(column -> table.isNumeric(column) ? " class=\"number\">" : ">")
        .toList();
  }

  private void row(String open, String close, List<String> cells, List<String> ends) {
    body.append("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      body.append('<').append(open).append(ends.get(i));
      body.append(Markup.escape(cells.get(i))).append("</").append(close).append('>');
    }
    body.append("</tr>\n");
  }

  /**
   * Adds images, side by side where there is room.
   *
   * @param images one or more
   * @return this page
   */
  public HtmlPage images(List<Image> images) {
    body.append(
        images.stream()
            .map(Image::html)
            .collect(Collectors.joining("", "<div class=\"images\">\n", "</div>\n")));
    return this;
  }

  /**
   * The page as it is now.
   *
   * @return HTML, to be stored as UTF-8
   */
  public String render() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        %s</main>
        </body>
        </html>
        """
        .formatted(Markup.escape(title), style(), body);
  }

  private static String style() {
    try (InputStream css = HtmlPage.class.getResourceAsStream("page.css")) {
      return new String(Objects.requireNonNull(css, "page.css").readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("page.css could not be read from the jar", e);
    }
  }
}
