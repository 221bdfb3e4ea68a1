package dev.longctx.compress.internal.span;

import dev.longctx.compress.SpanDecoding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Decodes the labels of one whole document, so that spans cross the seams between windows. */
public final class SpanDecoder {

  private static final String SENTENCE_ENDS = ".。：？！\"”?!\n";
  private static final String PUNCTUATION_ALONE = "（），。！";

  private final String text;
  private final IntUnaryOperator tokenStart;
  private final IntUnaryOperator tokenEnd;
  private final SpanDecoding settings;

  /**
   * A decoder for one document.
   *
   * @param text the document's text
   * @param tokenStart the first UTF-16 code unit of each token
   * @param tokenEnd one past the last code unit of each token
   * @param settings how to decode
   */
  public SpanDecoder(
      String text, IntUnaryOperator tokenStart, IntUnaryOperator tokenEnd, SpanDecoding settings) {
    this.text = text;
    this.tokenStart = tokenStart;
    this.tokenEnd = tokenEnd;
    this.settings = settings;
  }

  /**
   * The spans that the labels mark.
   *
   * @param labels one class id a token; gaps are bridged in place
   * @return spans in order; they overlap only where sentences are completed
   */
  public List<CharSpan> decode(byte[] labels) {
    LabelRuns.bridgeGaps(labels, settings.gapTokens());
    List<CharSpan> spans = new ArrayList<>();
    int previousEnd = -1;
    for (TokenSpan run : LabelRuns.collect(labels)) {
      CharSpan span = charactersOf(run, labels.length);
      boolean kept = run.size() >= settings.minTokens();
      if (kept && settings.completeSentences()) {
        span = completed(span, previousEnd);
      }
      previousEnd = span.end();
      if (kept && !isNoise(text.substring(span.start(), span.end()).strip())) {
        spans.add(span);
      }
    }
    return spans;
  }

  // The end is where the next token starts, so white space between the two belongs to the span;
  // tokens that share one character keep it whole.
  private CharSpan charactersOf(TokenSpan run, int tokens) {
    int next = run.to() < tokens ? tokenStart.applyAsInt(run.to()) : text.length();
    int end = Math.max(next, tokenEnd.applyAsInt(run.to() - 1));
    return new CharSpan(tokenStart.applyAsInt(run.from()), end, run);
  }

  private CharSpan completed(CharSpan span, int previousEnd) {
    int start = span.start();
    while (start > 0 && start > previousEnd && !endsSentence(text.charAt(start - 1))) {
      start--;
    }
    int end = span.end();
    // The released code stops before the document's last character, which cuts a word there.
    while (end < text.length() && (end == 0 || !endsSentence(text.charAt(end - 1)))) {
      end++;
    }
    return new CharSpan(start, end, span.tokens());
  }

  private static boolean endsSentence(char c) {
    return SENTENCE_ENDS.indexOf(c) >= 0;
  }

  private static boolean isNoise(String stripped) {
    return PUNCTUATION_ALONE.contains(stripped);
  }
}
