package dev.longctx.examples.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.api.Document;
import dev.longctx.api.compression.Compressed;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionStats;
import dev.longctx.api.compression.DocumentStatus;
import dev.longctx.api.compression.Joiner;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.api.compression.KeptSpan.Origin;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class CompressionPageTest {

  private static final CompressionPage PAGE =
      new CompressionPage(Map.of("query", "q"), Map.of("tokens", "5 in"));

  @Test
  void shadesUnitsByScoreAndTellsItsValue() {
    String html =
        PAGE.render(kept("one two three four", unit(0, 3, 0.1), unit(4, 7, 0.5), unit(8, 13, 0.9)));
    assertThat(html)
        .contains("<mark class=\"s1\" title=\"score 0.100 &middot; [0, 3)\">one</mark>")
        .contains("<mark class=\"s3\" title=\"score 0.500 &middot; [4, 7)\">two</mark>")
        .contains("<mark class=\"s5\" title=\"score 0.900 &middot; [8, 13)\">three</mark>")
        .contains("<span class=\"dropped\"> four</span>")
        .contains("kept, by score: 0.100")
        .contains("61.1 % of 18 characters kept");
  }

  @Test
  void tellsProtectedAndUnscoredUnitsApart() {
    String html =
        PAGE.render(
            kept(
                "is not so",
                unit(0, 2, 0.9),
                new KeptSpan(0, 3, 6, 0.2, Origin.PROTECTION),
                new KeptSpan(0, 7, 9, 1, Origin.UNSCORED)));
    assertThat(html)
        .contains("<mark class=\"protected\" title=\"protected, score 0.200 &middot; [3, 6)\">not<")
        .contains("<mark class=\"unscored\" title=\"not scored &middot; [7, 9)\">so<")
        .contains("<mark class=\"protected\">protected</mark>", "kept without a score");
  }

  @Test
  void foldsTheMiddleOfALongStretchAndLosesNothing() {
    String text = "word ".repeat(400) + "KEPT" + " 😀".repeat(400);
    String html = PAGE.render(kept(text, unit(2_000, 2_004, 1)));
    assertThat(html).containsPattern("<details><summary>1,8\\d\\d characters left out</summary>");
    assertThat(html.split("<details>")).hasSize(3);
    assertThat(shownText(html)).isEqualTo(text);
  }

  @Test
  void showsEveryCharacterOfRandomTextsExactly() {
    long seed = Long.getLong("longctx.seed", 20260101);
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      String text = randomText(random);
      int start = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length())));
      int end = text.offsetByCodePoints(start, 1);
      String html = PAGE.render(kept(text, unit(start, end, 0.5)));
      assertThat(shownText(html)).as("seed %d, text %d", seed, i).isEqualTo(text);
    }
  }

  @Test
  void controlCharactersBecomeVisible() {
    assertThat(Markup.escape("a\0b\u001Fc\u007Fd\r\n\t")).isEqualTo("a\u2400b\u241Fc\u2421d\n\t");
  }

  @Test
  void documentsWithoutTextOrWithoutKeptTextAreShownToo() {
    assertThat(PAGE.render(kept(""))).contains("0.0 % of 0 characters kept");
    assertThat(PAGE.render(kept("all dropped")))
        .contains("<span class=\"dropped\">all dropped</span>")
        .doesNotContain("by score");
  }

  private static String randomText(Random random) {
    String[] parts = {"a", "b", " ", "\n", "<", "&", "\"", "'", "😀", "中", "</mark>", "&lt;"};
    StringBuilder text = new StringBuilder("x");
    int length = random.nextInt(2_500);
    while (text.length() < length) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  /** What a reader sees of the documents: the page without folds, tags and entities. */
  private static String shownText(String html) {
    Matcher view =
        Pattern.compile("(?s)<div class=\"text\" dir=\"auto\">(.*?)</div>").matcher(html);
    assertThat(view.find()).isTrue();
    return view.group(1)
        .replaceAll("<summary>[^<]*</summary>", "")
        .replaceAll("<[^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  private static KeptSpan unit(int start, int end, double score) {
    return new KeptSpan(0, start, end, score, Origin.SCORE);
  }

  private static Compression kept(String text, KeptSpan... units) {
    List<KeptSpan> spans = List.of(units);
    CompressionStats stats = new CompressionStats(1, 10, 5, 1, 20, CompressionStats.Timings.NONE);
    return new Compressed(
        List.of(Document.of("d", text)),
        spans,
        spans,
        List.of(DocumentStatus.SCORED),
        Joiner.SPACE,
        stats);
  }
}
