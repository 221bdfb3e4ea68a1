package dev.longctx.compress.internal.select;

import dev.longctx.api.Document;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.compression.Joiner;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.api.compression.KeptSpan.Origin;
import dev.longctx.compress.internal.segment.Characters;
import dev.longctx.compress.internal.segment.WhiteSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

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

  private int wholeDocuments(List<KeptSpan> all, long limit) {
    return largest(1, all.size(), count -> fits(all.subList(0, count), limit));
  }

  private int longestHead(List<KeptSpan> before, int document, long limit) {
    int length = documents.get(document).text().length();
    int end = largest(FIRST_CUT, length, cut -> fits(before, document, cut, limit));
    return end == length ? length : settled(before, document, end, limit);
  }

  /**
   * The largest size that fits, by doubling and then halving: counting grows with the size, so
   * trying one after the other would take quadratic time.
   */
  private static int largest(int first, int most, IntPredicate fits) {
    int fit = 0;
    int tooLarge = Math.min(first, most);
    while (fits.test(tooLarge)) {
      fit = tooLarge;
      if (fit == most) {
        return most;
      }
      tooLarge = (int) Math.min(most, 2L * tooLarge);
    }
    while (tooLarge - fit > 1) {
      int middle = (fit + tooLarge) >>> 1;
      if (fits.test(middle)) {
        fit = middle;
      } else {
        tooLarge = middle;
      }
    }
    return fit;
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
    return Characters.splitsPair(text, at) ? at - 1 : at;
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
