package dev.longctx.reason.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.training.TrainingException;
import dev.longctx.reason.reinforce.RlReport;
import dev.longctx.reason.reinforce.SampleReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {

  @TempDir Path folder;

  private static Function<RlReport, List<Picture>> failing(Error error) {
    return report -> {
      throw error;
    };
  }

  @Test
  void wherePlotsCannotBeDrawnAllElseIsWritten() throws IOException {
    RlReport report = SampleReports.small("DAPO");
    Error noFonts = new NoClassDefFoundError("sun.awt.X11FontManager");

    assertThatThrownBy(() -> ReportFiles.write(report, folder, failing(noFonts)))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(folder + ": expected plots, found that Java cannot draw: ")
        .hasCause(noFonts);

    assertThat(Files.readString(folder.resolve("report.md"))).isEqualTo(report.toMarkdown());
    assertThat(folder.resolve("steps.csv")).isNotEmptyFile();
    assertThat(folder.resolve("metrics.jsonl")).isNotEmptyFile();
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("<h2>Steps</h2>")
        .doesNotContain("<img");
  }
}
