package dev.longctx.examples.compress;

import dev.longctx.api.compression.Compressed;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionListener;
import dev.longctx.api.compression.DocumentStatus;
import dev.longctx.examples.html.CompressionPage;
import dev.longctx.examples.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the result is shown. */
final class OutputOptions {

  @Option(
      names = "--json",
      order = 20,
      description =
          "Print one JSON object in place of the text: {\"spans\": [{\"document\", \"start\","
              + " \"end\", \"score\"}...], \"stats\": {...}}. document counts the FILEs from 0;"
              + " start and end are UTF-16 code units of the file's text, end excluded.")
  private boolean json;

  @Option(
      names = "--html",
      order = 21,
      paramLabel = "FILE",
      description = "Also write a page that shows the documents with what was kept highlighted.")
  @Nullable Path page;

  static CompressionListener progress(PrintWriter err) {
    return Terminal.isPresent()
        ? new ProgressBar(err, System::nanoTime)
        : new CompressionListener() {};
  }

  void print(Compression result, Map<String, String> settings, PrintWriter out, PrintWriter err)
      throws IOException {
    Map<String, String> statistics = Statistics.of(result);
    out.println(json ? JsonResult.of(result) : result.text());
    if (out.checkError()) {
      throw new IOException("standard output could not be written to the end");
    }
    statistics.forEach((name, value) -> err.println("%-10s %s".formatted(name, value)));
    warnings(result).forEach(err::println);
    err.flush();
    if (page != null) {
      writePage(page, new CompressionPage(settings, statistics).render(result));
    }
  }

  private static void writePage(Path page, String html) throws IOException {
    try {
      Files.writeString(page, html);
    } catch (IOException e) {
      throw new IOException(page + ": expected a file that can be written, found " + e, e);
    }
  }

  private static List<String> warnings(Compression result) {
    if (!(result instanceof Compressed compressed)) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>();
    List<DocumentStatus> statuses = compressed.statuses();
    for (int i = 0; i < statuses.size(); i++) {
      if (statuses.get(i) == DocumentStatus.UNSUPPORTED_TEXT) {
        String id = result.documents().get(i).id();
        warnings.add("warning    " + id + ": the critic cannot read this text; it is kept whole");
      }
    }
    if (result.spans().isEmpty()) {
      warnings.add("warning    nothing kept: no unit is relevant enough, or none fits the budget");
    }
    return warnings;
  }
}
