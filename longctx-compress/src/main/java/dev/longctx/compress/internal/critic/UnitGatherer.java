package dev.longctx.compress.internal.critic;

import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.compress.SpanDecoding;
import dev.longctx.compress.internal.segment.Segments;
import dev.longctx.compress.internal.segment.WhiteSpace;
import dev.longctx.compress.internal.segment.Words;
import dev.longctx.compress.internal.span.CharSpan;
import dev.longctx.compress.internal.span.SpanDecoder;
import dev.longctx.compress.internal.unit.UnitsBuilder;

/**
 * Gathers token scores into units: a word or sentence scores the mean of its tokens, a paragraph or
 * document as much as its best sentence, because one supporting sentence makes it worth keeping.
 * Not thread-safe.
 */
final class UnitGatherer {

  private final CompressionRequest request;
  private final SpanDecoding spanDecoding;
  private final UnitsBuilder units;

  UnitGatherer(CompressionRequest request, SpanDecoding spanDecoding, UnitsBuilder units) {
    this.request = request;
    this.spanDecoding = spanDecoding;
    this.units = units;
  }

  void gather(TokenizedDocument document) {
    switch (request.granularity()) {
      case WORD -> words(document);
      case SENTENCE -> sentences(document);
      case PARAGRAPH -> paragraphs(document);
      case DOCUMENT -> wholeDocument(document);
      case MODEL_SPANS -> modelSpans(document);
    }
  }

  private void sentences(TokenizedDocument document) {
    Segments segments = document.segments();
    TokenWalk walk = new TokenWalk(document);
    for (int i = 0; i < segments.size(); i++) {
      int start = segments.start(i);
      int end = segments.end(i);
      units.add(document.index(), start, end, walk.meanKeep(start, end));
      if (segments.heading(i)) {
        units.markHeading();
      }
    }
  }

  private void paragraphs(TokenizedDocument document) {
    Segments segments = document.segments();
    TokenWalk walk = new TokenWalk(document);
    int i = 0;
    while (i < segments.size()) {
      int first = i;
      float best = 0;
      boolean heading = true;
      while (i < segments.size() && segments.paragraph(i) == segments.paragraph(first)) {
        best = Math.max(best, walk.meanKeep(segments.start(i), segments.end(i)));
        heading &= segments.heading(i);
        i++;
      }
      units.add(document.index(), segments.start(first), segments.end(i - 1), best);
      if (heading) {
        units.markHeading();
      }
    }
  }

  private void wholeDocument(TokenizedDocument document) {
    Segments segments = document.segments();
    TokenWalk walk = new TokenWalk(document);
    float best = 0;
    for (int i = 0; i < segments.size(); i++) {
      best = Math.max(best, walk.meanKeep(segments.start(i), segments.end(i)));
    }
    int end = segments.end(segments.size() - 1);
    units.add(document.index(), segments.start(0), end, best);
  }

  private void words(TokenizedDocument document) {
    Segments segments = document.segments();
    TokenWalk walk = new TokenWalk(document);
    Shields shields = new Shields(segments, request.protections());
    for (int i = 0; i < segments.size(); i++) {
      Words words = Words.of(document.text(), segments.start(i), segments.end(i));
      for (int w = 0; w < words.size(); w++) {
        int start = words.start(w);
        int end = words.end(w);
        float score = walk.meanKeep(start, end);
        units.addToGroup(document.index(), start, end, score, shields.cover(i, start, end));
        if (segments.heading(i)) {
          units.markHeading();
        }
      }
      units.endGroup();
    }
  }

  private void modelSpans(TokenizedDocument document) {
    SpanDecoder decoder =
        new SpanDecoder(
            document.text(), document.tokens()::start, document.tokens()::end, spanDecoding);
    int reached = 0;
    for (CharSpan span : decoder.decode(document.copyOfLabels())) {
      int from = Math.max(reached, span.start());
      int start = WhiteSpace.skip(document.text(), from, span.end());
      int end = WhiteSpace.trimEnd(document.text(), start, span.end());
      if (end > start) {
        float score = document.meanKeep(span.tokens().from(), span.tokens().to());
        units.add(document.index(), start, end, score);
        reached = end;
      }
    }
  }
}
