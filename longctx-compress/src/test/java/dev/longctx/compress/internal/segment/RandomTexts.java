package dev.longctx.compress.internal.segment;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Seeded texts as nasty as real ones: mixed scripts, emoji, lone surrogates, NULs, fences, tables,
 * JSON, long lines and the text of special tokens.
 */
public final class RandomTexts {
  private static final List<String> WORDS =
      List.of(
          "the",
          "Dr.",
          "e.g.",
          "U.S.",
          "river",
          "3.14",
          "not",
          "café",
          "naïve",
          "don't",
          "No. 5",
          "\"quoted\"",
          "(in brackets)",
          "A",
          "i",
          "http://example.org/a?b=c",
          "x_y",
          "foo()",
          "<b>",
          "</b>",
          "<|im_start|>",
          "<|endoftext|>",
          "[INST]",
          "{{x}}",
          "$3.50",
          "10 %",
          "5 mg",
          "привет",
          "مرحبا",
          "שלום",
          "नमस्ते",
          "ภาษาไทย",
          "한국어",
          "日本語",
          "カタカナー",
          "中文",
          "“你好！”",
          "《书》",
          "……",
          "。",
          "，",
          "—",
          "…",
          "word—word",
          "ß",
          "İ",
          "ﬁ",
          "𝒳",
          "𠀀𠀁",
          "😀",
          "👩‍👩‍👧‍👦",
          "👍🏽",
          "é",
          "🇩🇪",
          "\uD800",
          "\uDC00",
          "\u0000",
          "\u00A0",
          "\u2028",
          "\uFEFF",
          "\u200D",
          "|",
          "`",
          "``",
          "*",
          "_",
          "#",
          ">",
          "\\");

  private static final List<String> ENDS =
      List.of(".", "!", "?", "...", "。", "？”", ".\"", ";", "", "");
  private static final List<String> BREAKS =
      List.of("\n", "\n", "\n\n", "\r\n", "\r\n\r\n", "\n \n");

  private final Random random;
  private final List<Supplier<String>> blocks =
      List.of(
          this::paragraph,
          this::paragraph,
          this::wrapped,
          this::fence,
          this::unclosedFence,
          this::table,
          this::list,
          this::heading,
          this::quote,
          this::json,
          this::compactJson,
          this::brokenJson,
          this::keyed,
          this::longLine,
          this::noise,
          this::blank);

  /** Texts that follow from {@code seed}. */
  public RandomTexts(long seed) {
    this.random = new Random(seed);
  }

  /** The seed of this run: the property {@code longctx.seed}, or the clock; printed. */
  public static long seed() {
    long seed = Long.getLong("longctx.seed", System.nanoTime());
    System.out.println("longctx.seed=" + seed);
    return seed;
  }

  /** The next text, of up to {@code maxBlocks} blocks. */
  public String next(int maxBlocks) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(maxBlocks + 1); i > 0; i--) {
      text.append(pick(blocks).get()).append(pick(BREAKS));
    }
    return text.toString();
  }

  /** One or more paragraphs of running text only, which no structure reaches out of. */
  public String prose() {
    return random.nextBoolean() ? paragraph() : wrapped();
  }

  /** A number below {@code bound} of the same sequence. */
  public int number(int bound) {
    return random.nextInt(bound);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String sentence() {
    StringBuilder sentence = new StringBuilder();
    for (int i = 1 + random.nextInt(12); i > 0; i--) {
      sentence.append(pick(WORDS)).append(random.nextInt(8) == 0 ? "" : " ");
    }
    return sentence.append(pick(ENDS)).toString();
  }

  private String lines(int max, String prefix) {
    StringBuilder lines = new StringBuilder();
    for (int i = 1 + random.nextInt(max); i > 0; i--) {
      lines.append(prefix).append(sentence()).append('\n');
    }
    return lines.toString();
  }

  private String paragraph() {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      text.append(sentence()).append(' ');
    }
    return text.toString();
  }

  private String wrapped() {
    return paragraph().replaceAll("(.{30,60}) ", "$1\n");
  }

  private String fence() {
    String mark = random.nextBoolean() ? "```" : "~~~~";
    return mark + "java\n" + lines(4, "  ") + "\n" + mark;
  }

  private String unclosedFence() {
    return random.nextInt(10) == 0 ? "```\n" + lines(3, "") : "``` x `";
  }

  private String table() {
    return "| a | b |\n|---|:-:|\n" + lines(4, "| 1 | ");
  }

  private String list() {
    return lines(4, pick(List.of("- ", "* ", "1. ", "a) ", "(iv) ", "  + "))) + lines(1, "  ");
  }

  private String heading() {
    return pick(List.of("# Title", "Title\n=====", "---", "***", "<section id=\"a\">", "</div>"));
  }

  private String quote() {
    return lines(3, "> ");
  }

  private String json() {
    return "{\n  \"a\": " + value(3) + ",\n  \"b\": [\n    " + value(2) + ",\n    1\n  ]\n}";
  }

  private String compactJson() {
    return random.nextBoolean() ? "{\"k\":" + value(4) + ",\"n\":-1.5e3}" : "[" + value(3) + ",[]]";
  }

  private String brokenJson() {
    return pick(
        List.of("{\"a\": 1,, }", "[1, 2", "{\"a\"", "[[[[[[", "{}}", "{\"a\": \"x\n\"}", "[x]"));
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> "null";
      case 1 -> Integer.toString(random.nextInt(1_000));
      case 2 -> "\"text. With \\\"quotes\\\" {and} [brackets], 中文\"";
      case 3 -> "\"" + "long ".repeat(random.nextInt(600)) + "\"";
      case 4 -> "{\"x\": " + value(depth - 1) + ", \"y\": " + value(depth - 1) + "}";
      default -> "[" + value(depth - 1) + ", " + value(depth - 1) + "]";
    };
  }

  private String keyed() {
    return "Name: " + pick(WORDS) + "\nAge: 3\nAlice: " + sentence() + "\nBob:\n" + sentence();
  }

  private String longLine() {
    String part =
        pick(
            List.of(
                "x", "é", "中", "😀", "\uD83D", "a, ", "a. ", "👩‍👩‍👧", "`", "[", "\u0000", "ก"));
    return part.repeat(random.nextInt(3_000));
  }

  private String noise() {
    StringBuilder noise = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      noise.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
    }
    return noise.toString();
  }

  private String blank() {
    return pick(List.of("", "   ", "\t\n \n", "\u00A0\u2003"));
  }
}
