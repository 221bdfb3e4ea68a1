package dev.longctx.examples.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.longctx.api.Document;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.KeptSpan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One self-contained page, without scripts, that shows what a compression kept of its documents.
 *
 * @param settings what was asked, by name; under {@code query} the question
 * @param statistics what it cost and saved, by name
 */
public record CompressionPage(Map<String, String> settings, Map<String, String> statistics) {

  /**
   * Writes the page.
   *
   * @param result the compression to show
   * @return HTML, to be stored as UTF-8
   */
  public String render(Compression result) {
    ScoreScale scale = ScoreScale.of(result.units());
    StringBuilder html = new StringBuilder();
    head(html);
    legend(html, scale, result.units());
    contents(html, result, scale);
    for (int i = 0; i < result.documents().size(); i++) {
      document(html, result, i, scale);
    }
    return html.append("</main>\n</body>\n</html>\n").toString();
  }

  private void head(StringBuilder html) {
    String query = Markup.escape(settings.getOrDefault("query", ""));
    html.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>%s - longctx</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        <header>
        <p class="program">longctx compress</p>
        <h1>%s</h1>
        <div class="facts">
        """
            .formatted(query, style(), query.isBlank() ? "(no query)" : query));
    facts(html, "Settings", settings);
    facts(html, "Result", statistics);
    html.append("</div>\n</header>\n");
  }

  private static void facts(StringBuilder html, String title, Map<String, String> facts) {
    html.append("<section>\n<h2>%s</h2>\n<dl>\n".formatted(title));
    facts.forEach(
        (name, value) -> {
          if (!name.equals("query")) {
            html.append("<dt>%s</dt><dd>".formatted(Markup.escape(name)));
            html.append(Markup.escape(value)).append("</dd>\n");
          }
        });
    html.append("</dl>\n</section>\n");
  }

  private static void legend(StringBuilder html, ScoreScale scale, List<KeptSpan> units) {
    html.append("<p class=\"legend\">");
    if (!scale.isEmpty()) {
      html.append("<span>kept, by score: ").append(scale.lowestLabel()).append(" ");
      for (int shade = 1; shade <= ScoreScale.SHADES; shade++) {
        html.append("<mark class=\"s%d\">&nbsp;&nbsp;&nbsp;</mark>".formatted(shade));
      }
      html.append(" ").append(scale.highestLabel()).append("</span>");
    }
    if (has(units, KeptSpan.Origin.PROTECTION)) {
      html.append("<span><mark class=\"protected\">protected</mark></span>");
    }
    if (has(units, KeptSpan.Origin.UNSCORED)) {
      html.append("<span><mark class=\"unscored\">kept without a score</mark></span>");
    }
    html.append("<span class=\"dropped\">left out</span></p>\n");
  }

  private static boolean has(List<KeptSpan> units, KeptSpan.Origin origin) {
    return units.stream().anyMatch(unit -> unit.origin() == origin);
  }

  private static void contents(StringBuilder html, Compression result, ScoreScale scale) {
    html.append(
        "<table>\n<tr><th>document<th class=\"number\">characters<th class=\"number\">kept<th>where</tr>\n");
    for (int i = 0; i < result.documents().size(); i++) {
      Document document = result.documents().get(i);
      List<KeptSpan> units = unitsOf(result, i);
      html.append("<tr><td><a href=\"#d%d\">".formatted(i)).append(Markup.escape(document.id()));
      html.append("</a><td class=\"number\">%,d".formatted(document.text().length()));
      html.append("<td class=\"number\">").append(share(document, units)).append("<td>");
      html.append(KeptMap.svg(document.text().length(), units, scale)).append("</tr>\n");
    }
    html.append("</table>\n");
  }

  private static void document(
      StringBuilder html, Compression result, int index, ScoreScale scale) {
    Document document = result.documents().get(index);
    List<KeptSpan> units = unitsOf(result, index);
    html.append("<article id=\"d%d\">\n<h2>".formatted(index)).append(Markup.escape(document.id()));
    html.append(
        " <small>%s of %,d characters kept</small></h2>\n"
            .formatted(share(document, units), document.text().length()));
    new DocumentView(document.text(), scale, html).append(units);
    html.append("</article>\n");
  }

  private static List<KeptSpan> unitsOf(Compression result, int document) {
    return result.units().stream().filter(unit -> unit.document() == document).toList();
  }

  private static String share(Document document, List<KeptSpan> units) {
    long kept = units.stream().mapToLong(unit -> unit.end() - unit.start()).sum();
    int length = document.text().length();
    return "%.1f %%".formatted(length == 0 ? 0 : 100.0 * kept / length);
  }

  private static String style() {
    try (InputStream css = CompressionPage.class.getResourceAsStream("page.css")) {
      return new String(Objects.requireNonNull(css, "page.css").readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("page.css could not be read from the jar", e);
    }
  }
}
