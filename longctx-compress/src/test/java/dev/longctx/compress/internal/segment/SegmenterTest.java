package dev.longctx.compress.internal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmenterTest {
  @Test
  void blankTextsHaveNoSegments() {
    assertThat(segments("")).isEmpty();
    assertThat(segments(" \n\t \u00A0\r\n")).isEmpty();
    assertThat(Segmenter.segment("").paragraphCount()).isZero();
  }

  @Test
  void aHardWrappedSentenceRunsOverLineBreaks() {
    String text =
        """
        The committee met in the old town hall on the second day of the
        month, which was unusual. It adjourned early because the lights in
        the hall had failed.
        """;
    assertThat(segments(text))
        .containsExactly(
            "The committee met in the old town hall on the second day of the\n"
                + "month, which was unusual.",
            "It adjourned early because the lights in\nthe hall had failed.");
  }

  @Test
  void aClearlyShortLineEndsASegment() {
    String text = "A Tale of Two Towns\nIt was the best of towns and it was the worst of towns.";
    assertThat(segments(text)).containsExactly(text.split("\n"));
  }

  @Test
  void addressLinesAndKeysAndColumnsStayLines() {
    assertThat(segments("John Smith\n12 Main Street\nSpringfield")).hasSize(3);
    assertThat(segments("name: Bob\nage: 3\ncity: Rome")).hasSize(3);
    assertThat(segments("Apples      3\nPears       4")).hasSize(2);
    assertThat(segments("a\tb\nc\td")).hasSize(2);
  }

  @Test
  void recordsOfLogsAndTablesStayLines() {
    staysLines(
        """
        2024-05-01 12:00:01 INFO  Server started on port eight thousand and waits for clients
        2024-05-01 12:00:02 WARN  The disk is nearly full and somebody should look at it
        2024-05-01 12:00:03 ERROR Payment service refused the card of a customer today""");
    staysLines(
        """
        [10.0.0.1] GET /a long enough request line to look like wrapped prose to a reader
        [10.0.0.2] GET /b long enough request line to look like wrapped prose to a reader""");
    staysLines(
        """
        Oslo,Norway,634463,The capital and by far the most populous city of the country
        Bergen,Norway,271949,A city on the west coast surrounded by seven mountains""");
  }

  private static void staysLines(String records) {
    assertThat(segments(records)).containsExactlyElementsOf(records.lines().toList());
  }

  @Test
  void proseThatBreaksBeforeANumberOrAfterCommasStaysWhole() {
    String prose =
        """
        The treaty of the second of May was signed, sealed, and delivered in
        1815 by 7 states, and it held for a long time, in spite of all that was
        said against it.""";
    assertThat(segments(prose)).containsExactly(prose);
  }

  @Test
  void dialogueKeepsTheSpeakerWithTheSpeech() {
    assertThat(segments("Alice: Hello there.\nBob: Hi. How are you?"))
        .containsExactly("Alice: Hello there.", "Bob: Hi.", "How are you?");
    assertThat(segments("First Citizen:\nSpeak, speak.")).hasSize(1);
  }

  @Test
  void everyLineOfUnwrappedTextIsAParagraph() {
    String line = "This line is far longer than anybody wraps at. ".repeat(6).strip();
    Segments segments = Segmenter.segment(line + "\n" + line + "\n" + line);
    assertThat(segments.paragraphCount()).isEqualTo(3);
    assertThat(segments.size()).isEqualTo(18);
  }

  @Test
  void blankLinesSeparateParagraphs() {
    Segments segments = Segmenter.segment("One. Two.\n\nThree.\r\n\r\nFour.");
    assertThat(segments.paragraphCount()).isEqualTo(3);
    assertThat(segments.paragraph(1)).isZero();
    assertThat(segments.paragraph(3)).isEqualTo(2);
  }

  @Test
  void aFenceIsOneSegment() {
    String fence = "```java\nint a = 1. ;\n\n- no item\n```";
    assertThat(segments("Before.\n" + fence + "\nAfter."))
        .containsExactly("Before.", fence, "After.");
    assertThat(atomics("Before.\n" + fence + "\nAfter.")).containsExactly(fence);
  }

  @Test
  void aFenceClosesOnlyWithItsOwnMarkAndLength() {
    String fence = "~~~~\n```\n~~~\ncode\n~~~~";
    assertThat(segments(fence + "\nAfter.")).containsExactly(fence, "After.");
  }

  @Test
  void anUnclosedFenceRunsToTheEnd() {
    assertThat(segments("A.\n\n```\nb. C.\n\nd")).containsExactly("A.", "```\nb. C.\n\nd");
  }

  @Test
  void backticksWithinALineAreNoFence() {
    assertThat(atomics("``` a ` b ```\nText.")).isEmpty();
  }

  @Test
  void aTableIsOneSegment() {
    String table = "| a. B | c |\n|:--|--:|\n| 1 | 2 |";
    assertThat(segments("See:\n" + table + "\nDone.")).containsExactly("See:", table, "Done.");
    assertThat(atomics(table)).containsExactly(table);
  }

  @Test
  void aLongTableIsCutBetweenRows() {
    String table = "| a | b |\n|---|---|\n" + "| some cell | other cell |\n".repeat(200);
    Segments segments = Segmenter.segment(table);
    assertThat(segments.size()).isGreaterThan(1);
    for (int i = 0; i < segments.size(); i++) {
      assertThat(segments.substring(i)).startsWith("|").endsWith("|");
      assertThat(segments.atomic(i)).isTrue();
      assertThat(segments.paragraph(i)).isZero();
    }
  }

  @Test
  void aListItemIsOneSegmentWithItsContinuationLines() {
    String text = "- One. Two.\n  more\n* three\n+ four\n1. five\n2) six\na) seven\n(iv) eight";
    assertThat(segments(text))
        .containsExactly(
            "- One. Two.\n  more",
            "* three",
            "+ four",
            "1. five",
            "2) six",
            "a) seven",
            "(iv) eight");
    assertThat(Segmenter.segment(text).paragraphCount()).isEqualTo(1);
  }

  @Test
  void aNumberThatWrapsToALineStartIsNoListItem() {
    String text =
        "The treaty was signed after long talks in the summer of the year\n1914. It held.";
    assertThat(segments(text)).hasSize(2);
    assertThat(atomics(text)).isEmpty();
  }

  @Test
  void headingsRulesAndTagLinesStandAlone() {
    assertThat(segments("# One\nText.\nTitle here\n-----\nMore.\n\n***\n<br/>\n</section>"))
        .containsExactly(
            "# One", "Text.", "Title here\n-----", "More.", "***", "<br/>", "</section>");
  }

  @Test
  void tellsHeadingsAndTitlesFromText() {
    String text =
        """
        The Harbour (1871)

        # One
        Text of it.
        Title here
        -----
        ***

        Section 2

        Bread is good!

        Open: daily

        and so on

        First,

        第二章

        A long line that stands alone without a full stop is text and no title

        ```
        # Comment
        ```
        """;
    assertThat(headings(text))
        .containsExactly("The Harbour (1871)", "# One", "Title here\n-----", "Section 2", "第二章");
  }

  @Test
  void aTitleStandsBetweenBlankLines() {
    assertThat(headings("Title\nText of it.")).isEmpty();
    assertThat(headings("Text of it.\nTitle\n\nMore.")).isEmpty();
    assertThat(headings("Title\n- an item")).isEmpty();
    assertThat(headings("  Title  \r\n\r\nText of it.")).containsExactly("Title");
  }

  private static List<String> headings(String text) {
    Segments segments = Segmenter.segment(text);
    List<String> headings = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      if (segments.heading(i)) {
        headings.add(segments.substring(i));
      }
    }
    return headings;
  }

  @Test
  void quotedLinesAreReadAsRunningText() {
    assertThat(segments("> One. Two runs\n> over lines.\nAfter."))
        .containsExactly("> One.", "Two runs\n> over lines.", "After.");
  }

  @Test
  void indentedCodeIsOneSegment() {
    assertThat(atomics("Run:\n\n    int x = 1;\n    go();\n\nDone.")).hasSize(1);
    assertThat(atomics("    An indented first line of prose\nthat goes on.")).isEmpty();
  }

  @Test
  void jsonMembersAreSegmentsAndBracketsStayWithThem() {
    String json =
        """
        {
          "name": "Bob. Smith",
          "tags": ["a",
            "b"],
          "address": {
            "city": "Paris",
            "zip": 7500
          },
          "n": 3
        }\
        """;
    assertThat(segments(json))
        .containsExactly(
            "{\n  \"name\": \"Bob. Smith\",",
            "\"tags\": [\"a\",\n    \"b\"],",
            "\"address\": {\n    \"city\": \"Paris\",",
            "\"zip\": 7500\n  },",
            "\"n\": 3\n}");
  }

  @Test
  void compactJsonIsCutBetweenTopLevelMembers() {
    assertThat(segments("{\"a\":\"x. Y, z\",\"b\":{\"c\":[1,2],\"d\":3},\"e\":null}"))
        .containsExactly("{\"a\":\"x. Y, z\",", "\"b\":{\"c\":[1,2],\"d\":3},", "\"e\":null}");
  }

  @Test
  void longNestedJsonIsCutBetweenNestedMembers() {
    String value = "\"" + "v".repeat(1_500) + "\"";
    List<String> segments = segments("[{\"a\":" + value + ",\"b\":" + value + "}]");
    assertThat(segments).containsExactly("[{\"a\":" + value + ",", "\"b\":" + value + "}]");
  }

  @Test
  void jsonLinesAreRecords() {
    String records = "{\"id\":1,\"t\":\"x\"}\n{\"id\":2,\"t\":\"y\"}";
    assertThat(segments(records)).containsExactly(records.split("\n"));
    assertThat(Segmenter.segment(records).paragraphCount()).isEqualTo(2);
  }

  @Test
  void whatOnlyLooksLikeJsonIsText() {
    assertThat(atomics("[1] Smith, J. A paper.\n\n[x](http://a.b) and {braces}.")).isEmpty();
    assertThat(atomics("{\"a\": 1,, }\n\nText.")).isEmpty();
  }

  @Test
  void aLongSentenceIsCutAtAClause() {
    String text = "word ".repeat(250) + "end, " + "word ".repeat(300);
    List<String> segments = segments(text);
    assertThat(segments.get(0)).endsWith("end,");
    assertThat(segments).hasSize(2);
  }

  @Test
  void aHardCutKeepsEmojiClustersWhole() {
    String family = "👩‍👩‍👧‍👦";
    List<String> segments = segments(family.repeat(1_000));
    assertThat(segments.size()).isGreaterThan(5);
    assertThat(segments).allSatisfy(s -> assertThat(s).startsWith("👩").endsWith("👦"));
  }

  @Test
  void findsTheSegmentOfAnOffset() {
    Segments segments = Segmenter.segment("One.  Two.");
    assertThat(segments.indexOf(3)).isZero();
    assertThat(segments.indexOf(4)).isEqualTo(1);
    assertThat(segments.indexOf(10)).isEqualTo(2);
  }

  private static List<String> segments(String text) {
    Segments segments = Segmenter.segment(text);
    SegmentAssertions.assertWellFormed(text, segments);
    return IntStream.range(0, segments.size()).mapToObj(segments::substring).toList();
  }

  private static List<String> atomics(String text) {
    Segments segments = Segmenter.segment(text);
    return IntStream.range(0, segments.size())
        .filter(segments::atomic)
        .mapToObj(segments::substring)
        .toList();
  }
}
