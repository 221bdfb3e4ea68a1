package dev.longctx.examples.training.reinforce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What all finished runs come to: tables, pictures, and both on one page.
 *
 * @param runs the runs
 * @param plan the numbers
 */
record Summary(List<RunResult> runs, ReinforcePlan plan) {

  private static final String STYLE =
      "body{font:15px/1.5 sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem;"
          + "color:#222;background:#fff}"
          + "table{border-collapse:collapse}th,td{padding:.2rem .7rem;text-align:right;"
          + "border-bottom:1px solid #ddd}th:first-child,td:first-child{text-align:left}"
          + "img{max-width:100%}";

  /** Copies the list. */
  Summary {
    runs = List.copyOf(runs);
  }

  /** Writes all of it and gives the tables as Markdown. */
  String write(Path directory) throws IOException {
    Results results = new Results(runs);
    LengthTables lengths = new LengthTables(results, plan.exam().caps());
    TrainingTables trainings = new TrainingTables(results, plan.longest());
    List<Table> tables =
        List.of(lengths.accuracy(), lengths.passAtK(), trainings.stability(), trainings.cost());
    String markdown = tables.stream().map(Table::toMarkdown).collect(Collectors.joining("\n"));
    Files.writeString(directory.resolve("table.md"), markdown);
    List<Path> pictures = new Charts(results, plan, directory).write();
    Files.writeString(directory.resolve("reinforce.html"), page(tables, pictures));
    return markdown;
  }

  private static String page(List<Table> tables, List<Path> pictures) throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">");
    page.append("<title>Reinforcement with growing contexts</title>");
    page.append("<style>").append(STYLE).append("</style></head>\n<body>\n");
    page.append("<h1>Reinforcement with growing contexts</h1>\n");
    tables.forEach(table -> page.append(table.toHtml()));
    for (Path picture : pictures) {
      page.append("<img alt=\"").append(picture.getFileName());
      page.append("\" src=\"data:image/png;base64,");
      page.append(Base64.getEncoder().encodeToString(Files.readAllBytes(picture)));
      page.append("\">\n");
    }
    return page.append("</body>\n</html>\n").toString();
  }
}
