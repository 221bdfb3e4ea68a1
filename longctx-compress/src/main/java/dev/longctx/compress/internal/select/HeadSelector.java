package dev.longctx.compress.internal.select;

import dev.longctx.api.Document;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.compression.Joiner;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.api.compression.KeptSpan.Origin;
import dev.longctx.compress.internal.segment.WhiteSpace;
import java.util.ArrayList;
import java.util.List;

/** Keeps the head of the documents: what is left when nothing could be scored. */
public final class HeadSelector {

  private static final int FIRST_CUT = 1024;

  private final List<Document> documents;
  private final Joiner joiner;
  private final TokenCounter counter;

  /**
   * A selection over the documents of one request.
   *
   * @param documents the documents
   * @param joiner writes the text that is counted
   * @param counter counts it
   */
  public HeadSelector(List<Document> documents, Joiner joiner, TokenCounter counter) {
    this.documents = documents;
    this.joiner = joiner;
    this.counter = counter;
  }

  /**
   * Whole documents from the first on, the last one cut at white space where it has any.
   *
   * @param limit bound on the tokens of the joined text
   */
  public List<KeptSpan> select(long limit) {
    List<KeptSpan> all = new ArrayList<>();
    for (int document = 0; document < documents.size(); document++) {
      String text = documents.get(document).text();
      if (!text.isBlank()) {
        all.add(head(document, text.length()));
      }
    }
    int whole = wholeDocuments(all, limit);
    List<KeptSpan> spans = new ArrayList<>(all.subList(0, whole));
    if (whole < all.size()) {
      int next = all.get(whole).document();
      int end = longestHead(spans, next, limit);
      if (end > 0) {
        spans.add(head(next, end));
      }
    }
    return spans;
  }

  /** How many documents fit whole; counting them one by one would take quadratic time. */
  private int wholeDocuments(List<KeptSpan> all, long limit) {
    int fit = 0;
    int tooMany = 1;
    while (tooMany <= all.size() && fits(all.subList(0, tooMany), limit)) {
      fit = tooMany;
      tooMany = 2 * tooMany;
    }
    tooMany = Math.min(tooMany, all.size() + 1);
    while (tooMany - fit > 1) {
      int middle = (fit + tooMany) >>> 1;
      if (fits(all.subList(0, middle), limit)) {
        fit = middle;
      } else {
        tooMany = middle;
      }
    }
    return fit;
  }

  private int longestHead(List<KeptSpan> before, int document, long limit) {
    int length = documents.get(document).text().length();
    int fits = 0;
    int tooLong = Math.min(length, FIRST_CUT);
    while (fits(before, document, tooLong, limit)) {
      fits = tooLong;
      if (fits == length) {
        return length;
      }
      tooLong = (int) Math.min(length, 2L * tooLong);
    }
    while (tooLong - fits > 1) {
      int middle = (fits + tooLong) >>> 1;
      if (fits(before, document, middle, limit)) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    return settled(before, document, fits, limit);
  }

  /** The cut moved back to white space, or to a character border, and counted once more. */
  private int settled(List<KeptSpan> before, int document, int end, long limit) {
    String text = documents.get(document).text();
    int cut = wordBorder(text, end);
    while (cut > 0 && !fits(before, document, cut, limit)) {
      cut = characterBorder(text, cut - 1);
    }
    return text.substring(0, cut).isBlank() ? 0 : cut;
  }

  private static int wordBorder(String text, int end) {
    for (int at = end; at > end / 2; at--) {
      if (WhiteSpace.is(text.charAt(at))) {
        return at;
      }
    }
    return characterBorder(text, end);
  }

  private static int characterBorder(String text, int at) {
    boolean insidePair =
        at > 0
            && at < text.length()
            && Character.isHighSurrogate(text.charAt(at - 1))
            && Character.isLowSurrogate(text.charAt(at));
    return insidePair ? at - 1 : at;
  }

  private boolean fits(List<KeptSpan> before, int document, int end, long limit) {
    int border = characterBorder(documents.get(document).text(), end);
    if (border == 0) {
      return true;
    }
    List<KeptSpan> spans = new ArrayList<>(before);
    spans.add(head(document, border));
    return fits(spans, limit);
  }

  private boolean fits(List<KeptSpan> spans, long limit) {
    return counter.count(joiner.join(documents, spans)) <= limit;
  }

  private static KeptSpan head(int document, int end) {
    return new KeptSpan(document, 0, end, 1, Origin.UNSCORED);
  }
}
