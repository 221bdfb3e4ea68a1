package dev.longctx.compress.internal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.api.compression.Protection;
import java.util.EnumSet;
import java.util.Set;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectedWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          You must NOT do it, never.       | NOT never.
          He can't, won’t and cannot.      | can't, won’t cannot.
          Neither he nor she, unless asked.| Neither nor unless
          None without cause, hardly any.  | None without hardly
          Das ist nicht gut, keine Frage.  | nicht keine
          Il ne vient pas, sans doute.     | ne pas, sans
          Nunca sin permiso.               | Nunca sin
          我不知道，没有。                 | 不 没
          A knot and a note.               |
          """)
  void negations(String text, String expected) {
    assertThat(kept(text, Protection.NEGATIONS)).isEqualTo(orEmpty(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Take 5 mg daily.                        | 5 mg
          It costs $3.50, or 10 % less.           | $3.50, 10 %
          It costs USD 3 million dollars a year.  | USD 3 million dollars
          About 3.5 billion people live there.    | 3.5 billion
          A drop of -4.2 °C and ± 0.1 kg/m too.   | -4.2 °C ± 0.1 kg/m
          Born on March 5, 1984 in Rome.          | March 5, 1984
          Born on 5 March 1984 in Rome.           | 5 March 1984
          See No. 7 there.                        | No. 7
          Twenty-five people and three dogs came. | Twenty-five three
          It ended in 1990. Days later it began.  | 1990.
          共3亿元，2024年5月。                    | 3 亿 元， 2024 年 5 月。
          The unit of a month is clear.           |
          """)
  void numbersWithTheirUnits(String text, String expected) {
    assertThat(kept(text, Protection.NUMBERS)).isEqualTo(orEmpty(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          See https://a.example/x?y=1 or (www.b.c). | https://a.example/x?y=1 (www.b.c).
          Mail to <me@host.org>, please.            | <me@host.org>,
          On example.com/path it says so.           | example.com/path
          Not a url: and/or e.g. 3.14.              |
          """)
  void addresses(String text, String expected) {
    assertThat(kept(text, Protection.URLS)).isEqualTo(orEmpty(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Run `git commit -m x` now.               | `git commit -m x`
          Call foo_bar(), getName or run().        | foo_bar(), getName run().
          Pass --force to /usr/local/bin or a->b.  | --force /usr/local/bin a->b.
          Use list.add(1) for ``a ` b`` here.      | list.add(1) ``a ` b``
          A lone ` is nothing, word(s) and McCoy.  |
          """)
  void code(String text, String expected) {
    assertThat(kept(text, Protection.CODE)).isEqualTo(orEmpty(expected));
  }

  @Test
  void fencedCodeIsProtectedToItsEnd() {
    assertThat(kept("a\n```\nx y\n```\nb", Protection.CODE)).isEqualTo("``` x y ```");
    assertThat(kept("a\n~~~\nx y", Protection.CODE)).isEqualTo("~~~ x y");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          a <b class="x y">bold</b> text | <b class="x y">bold</b>
          Hi {{ user name }}, {% if x %} | {{ user name }}, {% if x %}
          a ${x y} b [INST] c [/INST]    | ${x y} [INST] [/INST]
          if a < b and c > d [1] [Note]  |
          """)
  void tags(String text, String expected) {
    assertThat(kept(text, Protection.TAGS)).isEqualTo(orEmpty(expected));
  }

  @Test
  void specialTokenTextIsATag() {
    assertThat(kept("x <|im_start|> y <|a b|> z", Protection.TAGS))
        .isEqualTo("<|im_start|> <|a b|>");
  }

  @Test
  void onlyTheKindsAskedForAreProtected() {
    String text = "not 5 www.a.com `x` <b>";
    assertThat(ProtectedWords.of(text, words(text), Set.of()).isEmpty()).isTrue();
    assertThat(ProtectedWords.of(text, words(text), EnumSet.allOf(Protection.class)).cardinality())
        .isEqualTo(5);
  }

  @Test
  void onlyWordsOfTheRangeCount() {
    String text = "not `a b` not";
    Words words = Words.of(text, 6, 13);
    assertThat(ProtectedWords.of(text, words, EnumSet.allOf(Protection.class)).stream())
        .containsExactly(1);
  }

  private static String orEmpty(String expected) {
    return expected == null ? "" : expected;
  }

  private static Words words(String text) {
    return Words.of(text, 0, text.length());
  }

  private static String kept(String text, Protection kind) {
    Words words = words(text);
    StringJoiner kept = new StringJoiner(" ");
    ProtectedWords.of(text, words, Set.of(kind)).stream()
        .forEach(i -> kept.add(text.substring(words.start(i), words.end(i))));
    return kept.toString();
  }
}
