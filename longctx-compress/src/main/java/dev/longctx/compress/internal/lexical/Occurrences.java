package dev.longctx.compress.internal.lexical;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;

/** Counts a query's terms in unit after unit, then scores the units. */
final class Occurrences {
  private final TermTable terms;
  private final Terms reader = new Terms();
  private final int[] lengths;
  private final int[] frequencies;
  private final int[] unitsWithTerm;

  // One posting per unit and term that it holds.
  private final ImmutableIntArray.Builder units = ImmutableIntArray.builder();
  private final ImmutableIntArray.Builder termNumbers = ImmutableIntArray.builder();
  private final ImmutableIntArray.Builder termFrequencies = ImmutableIntArray.builder();

  // The terms found in the unit that is being read.
  private final int[] found;
  private int foundCount;
  private int unit;

  Occurrences(TermTable terms, int units) {
    this.terms = terms;
    this.lengths = new int[units];
    this.frequencies = new int[terms.size()];
    this.unitsWithTerm = new int[terms.size()];
    this.found = new int[terms.size()];
  }

  /** Reads the next unit. */
  void read(String text, int start, int end) {
    reader.read(text, start, end, this::count);
    for (int i = 0; i < foundCount; i++) {
      post(found[i]);
    }
    foundCount = 0;
    unit++;
  }

  private void count(char[] chars, int length) {
    lengths[unit]++;
    int term = terms.find(chars, length);
    if (term >= 0 && frequencies[term]++ == 0) {
      found[foundCount++] = term;
    }
  }

  private void post(int term) {
    units.add(unit);
    termNumbers.add(term);
    termFrequencies.add(frequencies[term]);
    unitsWithTerm[term]++;
    frequencies[term] = 0;
  }

  /** Scores of all units; all of them must have been read. */
  double[] scores() {
    double[] scores = new double[lengths.length];
    double meanLength = Arrays.stream(lengths).average().orElse(0);
    ImmutableIntArray unitOf = units.build();
    ImmutableIntArray termOf = termNumbers.build();
    ImmutableIntArray frequencyOf = termFrequencies.build();
    for (int i = 0; i < unitOf.length(); i++) {
      int scored = unitOf.get(i);
      double idf = idf(unitsWithTerm[termOf.get(i)]);
      scores[scored] += idf * saturated(frequencyOf.get(i), lengths[scored] / meanLength);
    }
    return scores;
  }

  private double idf(int holding) {
    return Math.log1p((lengths.length - holding + 0.5) / (holding + 0.5));
  }

  private static double saturated(int frequency, double relativeLength) {
    double norm = Bm25.K1 * (1 - Bm25.B + Bm25.B * relativeLength);
    return frequency * (Bm25.K1 + 1) / (frequency + norm);
  }
}
