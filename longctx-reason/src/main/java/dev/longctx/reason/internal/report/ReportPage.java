package dev.longctx.reason.internal.report;

import dev.longctx.reason.curriculum.LengthBucket;
import dev.longctx.reason.reinforce.RlReport;
import dev.longctx.runs.html.HtmlPage;
import dev.longctx.runs.html.Image;
import java.util.List;

/** A report as one page: plots first, then the numbers. */
final class ReportPage {

  private ReportPage() {}

  static String html(RlReport report, List<Image> plots) {
    HtmlPage page = new HtmlPage(report.name()).paragraph(ReportTables.summary(report));
    if (!plots.isEmpty()) {
      page.images(plots);
    }
    if (!report.phases().isEmpty()) {
      page.heading("Phases").table(ReportTables.phases(report.phases()));
    }
    if (!report.evaluations().isEmpty()) {
      page.heading("Evaluations by prompt length");
    }
    for (LengthBucket bucket : ReportTables.buckets(report.evaluations())) {
      page.subheading(bucket.toString());
      page.table(ReportTables.evaluations(report.evaluations(), bucket));
    }
    if (!report.steps().isEmpty()) {
      page.heading("Steps").paragraph(ReportTables.STEPS_NOTE);
      page.table(ReportTables.steps(report.steps()));
    }
    return page.render();
  }
}
