package dev.longctx.eval.evidence;

import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.KeptSpan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of one question's evidence was kept. Each measure is null where the question lacks the
 * label.
 *
 * @param supportRecall share of the supporting sentences of which at least 90 % of the characters
 *     are kept
 * @param allSupport 1 if that holds for all of them, else 0
 * @param answerKept 1 if at least one answer is wholly kept, else 0
 * @param paragraphHit where only paragraphs are labelled, the share of the supporting paragraphs
 *     with any text of which anything is kept
 */
public record EvidenceScore(
    @Nullable Double supportRecall,
    @Nullable Double allSupport,
    @Nullable Double answerKept,
    @Nullable Double paragraphHit) {

  private static final double ENOUGH = 0.9;

  /**
   * Scores a compression of a question's documents.
   *
   * @param context the question
   * @param kept what is left of its documents
   * @return the score
   */
  public static EvidenceScore of(EvidenceContext context, Compression kept) {
    return of(context, kept.spans());
  }

  static EvidenceScore of(EvidenceContext context, List<KeptSpan> kept) {
    List<BitSet> characters = new ArrayList<>();
    context.documents().forEach(document -> characters.add(new BitSet()));
    for (KeptSpan span : kept) {
      characters.get(span.document()).set(span.start(), span.end());
    }
    Tally sentences = new Tally();
    Tally answers = new Tally();
    Tally paragraphs = new Tally();
    for (EvidenceContext.Place place : context.places()) {
      BitSet here = characters.get(place.document());
      EvidenceRecord.Paragraph paragraph = place.paragraph();
      List<TextRange> supporting = paragraph.supportSentences();
      if (supporting != null && paragraph.supports()) {
        supporting.forEach(s -> sentences.add(share(here, s.plus(place.offset())) >= ENOUGH));
      }
      paragraph.answers().forEach(a -> answers.add(share(here, a.plus(place.offset())) == 1));
      if (paragraph.supports() && !paragraph.text().isBlank()) {
        TextRange whole = new TextRange(0, paragraph.text().length());
        paragraphs.add(share(here, whole.plus(place.offset())) > 0);
      }
    }
    return new EvidenceScore(
        sentences.mean(),
        sentences.all(),
        answers.any(),
        sentences.size == 0 ? paragraphs.mean() : null);
  }

  private static double share(BitSet kept, TextRange range) {
    int count = kept.get(range.start(), range.end()).cardinality();
    return (double) count / (range.end() - range.start());
  }

  private static final class Tally {
    private int size;
    private int hits;

    void add(boolean hit) {
      size++;
      hits += hit ? 1 : 0;
    }

    @Nullable Double mean() {
      return size == 0 ? null : (double) hits / size;
    }

    @Nullable Double all() {
      return size == 0 ? null : hits == size ? 1.0 : 0.0;
    }

    @Nullable Double any() {
      return size == 0 ? null : hits > 0 ? 1.0 : 0.0;
    }
  }
}
