package dev.longctx.runs.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.runs.table.Table;
import java.io.StringReader;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlPageTest {

  private static final String HOSTILE =
      "\"'><script src=//x>a&amp;b</script><img onerror=x> %s\r\n\0\u007F\u0085\uD800";

  private static final String SHOWN =
      "\"'><script src=//x>a&amp;b</script><img onerror=x> %s\n\u2400\u2421\uFFFD\uFFFD";

  /** Reads the body, which is well-formed XML too. */
  private static Document parse(HtmlPage page) throws Exception {
    String html = page.render();
    String body = html.substring(html.indexOf("<body>"), html.indexOf("</html>"));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(body.replaceAll("(<img [^>]*)>", "$1/>"))));
  }

  private static List<String> texts(Document body, String element) {
    NodeList all = body.getElementsByTagName(element);
    return IntStream.range(0, all.getLength()).mapToObj(i -> all.item(i).getTextContent()).toList();
  }

  @Test
  void hostileTextStandsWhereItWasPut() throws Exception {
    HtmlPage page =
        new HtmlPage(HOSTILE)
            .heading(HOSTILE)
            .subheading(HOSTILE)
            .paragraph(HOSTILE)
            .table(new Table(List.of(HOSTILE), List.of(List.of(HOSTILE))))
            .images(List.of(Image.of(new byte[] {1}, HOSTILE)));

    Document body = parse(page);

    for (String element : List.of("h1", "h2", "h3", "p", "th", "td")) {
      assertThat(texts(body, element)).as(element).containsExactly(SHOWN);
    }
    assertThat(
            body.getElementsByTagName("img")
                .item(0)
                .getAttributes()
                .getNamedItem("alt")
                .getNodeValue())
        .isEqualTo(SHOWN.replace('\n', ' '));
    assertThat(page.render()).doesNotContain("<script", "onerror=x>");
  }

  @Test
  void allIsInThePage() {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G'};
    String html = new HtmlPage("a page").images(List.of(Image.of(png, "points"))).render();

    assertThat(html)
        .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
        .contains("<title>a page</title>", "prefers-color-scheme: dark", "name=\"viewport\"")
        .contains("default-src 'none'")
        .contains(
            "<img src=\"data:image/png;base64,%s\" alt=\"points\">"
                .formatted(Base64.getEncoder().encodeToString(png)))
        .endsWith("</html>\n")
        .doesNotContain("http:", "https:", "url(", "@import", "<script", "<link");
  }

  @Test
  void numbersStandToTheRight() {
    Table table =
        new Table(List.of("name", "value"), List.of(List.of("a 1", "1.5"), List.of("b", "-")));

    assertThat(new HtmlPage("t").table(table).render())
        .contains(
            "<th scope=\"col\">name</th><th scope=\"col\" class=\"number\">value</th>",
            "<tr><td>a 1</td><td class=\"number\">1.5</td></tr>");
  }
}
