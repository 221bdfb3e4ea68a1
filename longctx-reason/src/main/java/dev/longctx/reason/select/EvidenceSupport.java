package dev.longctx.reason.select;

import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.reason.internal.select.Support;
import java.util.List;

/** {@link Selection#evidenceSupport()}. */
final class EvidenceSupport implements Selection {

  @Override
  public Selected select(SelectionContext context) {
    Support support = support(context);
    List<Double> scores =
        context.groups().stream().map(group -> support.of(group.answer())).toList();
    return Selected.best(context, scores);
  }

  private static Support support(SelectionContext context) {
    Support support = new Support();
    Compression compression = context.compression();
    if (compression == null) {
      support.add(context.text(), 1);
      return support;
    }
    List<KeptSpan> spans = compression.spans();
    double heaviest = spans.stream().mapToDouble(KeptSpan::score).max().orElse(1);
    for (KeptSpan span : spans) {
      String text = span.textOf(compression.documents().get(span.document()));
      support.add(text, Math.max(0, span.score()) / Math.max(1, heaviest));
    }
    return support;
  }
}
