package dev.longctx.compress.internal.lexical;

import com.google.common.primitives.ImmutableIntArray;
import dev.longctx.compress.internal.segment.Segments;
import java.util.ArrayList;
import java.util.List;

/**
 * Okapi BM25 over units, which are ranges of one or several texts. For a unit u and the distinct
 * terms t of a query (a term that the query repeats counts once):
 *
 * <pre>
 * score(u) = sum of idf(t) * tf * (k1 + 1) / (tf + k1 * (1 - b + b * |u| / mean length))
 * idf(t)   = ln(1 + (N - n + 0.5) / (n + 0.5))
 * </pre>
 *
 * where tf counts t in u, |u| counts the terms of u, N is the number of units and n that of the
 * units that hold t. A query is answered in one pass over the texts, so that memory grows with the
 * units and with the occurrences of the query's terms only. Immutable and thread-safe.
 */
public final class Bm25 {
  /** Saturation of the term frequency. */
  public static final double K1 = 1.2;

  /** Weight of the unit's length. */
  public static final double B = 0.75;

  private final List<String> texts;
  private final ImmutableIntArray textIndexes;
  private final ImmutableIntArray starts;
  private final ImmutableIntArray ends;

  private Bm25(Builder builder) {
    this.texts = List.copyOf(builder.texts);
    this.textIndexes = builder.textIndexes.build();
    this.starts = builder.starts.build();
    this.ends = builder.ends.build();
  }

  /** A builder without units. */
  public static Builder builder() {
    return new Builder();
  }

  /** The segments of several texts, one unit each, in order. */
  public static Bm25 index(List<Segments> documents) {
    Builder builder = builder();
    for (Segments segments : documents) {
      for (int i = 0; i < segments.size(); i++) {
        builder.add(segments.text(), segments.start(i), segments.end(i));
      }
    }
    return builder.build();
  }

  /** Number of units. */
  public int size() {
    return starts.length();
  }

  /** Score of each unit for {@code query}; zero where they share no term. */
  public double[] scores(String query) {
    TermTable terms = TermTable.of(query);
    Occurrences occurrences = new Occurrences(terms, size());
    for (int unit = 0; unit < size(); unit++) {
      occurrences.read(texts.get(textIndexes.get(unit)), starts.get(unit), ends.get(unit));
    }
    return occurrences.scores();
  }

  /** Collects units in order. Not thread-safe. */
  public static final class Builder {
    private final List<String> texts = new ArrayList<>();
    private final ImmutableIntArray.Builder textIndexes = ImmutableIntArray.builder();
    private final ImmutableIntArray.Builder starts = ImmutableIntArray.builder();
    private final ImmutableIntArray.Builder ends = ImmutableIntArray.builder();
    private String lastText = "";

    private Builder() {}

    /** Adds {@code [start, end)} of {@code text} as a unit; texts are kept, not copied. */
    @SuppressWarnings(
        "ReferenceEquality") // the same text is kept once; equal ones may be kept twice
    public Builder add(String text, int start, int end) {
      if (texts.isEmpty() || text != lastText) {
        texts.add(text);
        lastText = text;
      }
      textIndexes.add(texts.size() - 1);
      starts.add(start);
      ends.add(end);
      return this;
    }

    /** The index of the units added. */
    public Bm25 build() {
      return new Bm25(this);
    }
  }
}
