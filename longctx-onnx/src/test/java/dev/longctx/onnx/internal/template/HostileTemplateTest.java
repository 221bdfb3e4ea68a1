package dev.longctx.onnx.internal.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.LongctxException;
import dev.longctx.api.ModelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that would take more than their share, or that are broken. */
@Timeout(60)
class HostileTemplateTest {

  private static final String WHERE = "hostile";
  private static final Duration SHORT = Duration.ofSeconds(10);

  private static String render(String source) {
    return ChatTemplate.parse(source, WHERE).render(Map.of("s", "text"));
  }

  static Map<String, String> tooMuch() {
    String doubling = "{% set ns = namespace(t='ab') %}{% for i in range(99) %}";
    Map<String, String> templates = new LinkedHashMap<>();
    templates.put("repeated string", "{{ 'ab' * 1000000000 }}");
    templates.put("string times the greatest integer", "{{ 'ab' * 9223372036854775807 }}");
    templates.put(
        "empty string and list",
        "{{ '' * 9223372036854775807 }}{{ [] * 9223372036854775807 }}{{ [1] * 9223372036854775807 }}");
    templates.put("doubling", doubling + "{% set ns.t = ns.t + ns.t %}{% endfor %}");
    templates.put(
        "doubling by join", doubling + "{% set ns.t = [ns.t, ns.t] | join %}{% endfor %}");
    templates.put(
        "doubling by replacement",
        doubling + "{% set ns.t = ns.t.replace('a', ns.t) %}{% endfor %}");
    templates.put(
        "doubling by concatenation", doubling + "{% set ns.t = ns.t ~ ns.t %}{% endfor %}");
    templates.put(
        "doubling a list",
        "{% set ns = namespace(t=[1]) %}{% for i in range(99) %}{% set ns.t = ns.t + ns.t %}{% endfor %}");
    templates.put(
        "deep value",
        "{% set ns = namespace(t=1) %}{% for i in range(999) %}{% set ns.t = [ns.t] %}{% endfor %}{{ ns.t }}");
    templates.put(
        "deep dictionary",
        "{% set ns = namespace(t=1) %}{% for i in range(999) %}{% set ns.t = {'a': ns.t} %}{% endfor %}{{ ns.t | tojson }}");
    templates.put("namespace in itself", "{% set ns = namespace() %}{% set ns.t = ns %}{{ [ns] }}");
    templates.put("wide indent", "{{ 'a\n\nb' | indent(1000000000) }}");
    templates.put("wide json", "{{ [1, [2]] | tojson(indent=1000000000) }}");
    templates.put("long range", "{{ range(1000000000) }}");
    templates.put(
        "loops in loops",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}");
    templates.put("endless recursion", "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}");
    templates.put(
        "wide recursion",
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(50) }}");
    templates.put("recursion by default", "{% macro f(a=f()) %}{% endmacro %}{{ f() }}");
    templates.put("much output", "{% for i in range(99999) %}" + "x".repeat(1000) + "{% endfor %}");
    templates.put(
        "slow search",
        "{% set a = 'a' * 500000 %}{% set b = 'a' * 250000 + 'b' %}{% for i in range(999) %}{{ b in a }}{% endfor %}");
    templates.put(
        "slow comparison",
        "{% set a = 'a' * 500000 %}{% set b = 'a' * 499999 + 'b' %}{% for i in range(99999) %}{{ a == b }}{% endfor %}");
    templates.put(
        "slow order",
        "{% set a = 'a' * 500000 %}{% set b = 'a' * 499999 + 'b' %}{% for i in range(99999) %}{{ a < b }}{% endfor %}");
    templates.put(
        "slow length",
        "{% set a = 'é' * 500000 %}{% for i in range(99999) %}{{ a | length }}{{ a[400000] }}{% endfor %}");
    templates.put("slow unique", "{{ (range(99999) | list) | unique }}");
    templates.put(
        "many splits",
        "{% set a = 'a ' * 500000 %}{% for i in range(99) %}{{ a.split() | length }}{{ a.rsplit('a') | length }}{% endfor %}");
    templates.put(
        "many slices", "{% set a = range(99999) %}{% for i in a %}{% set b = a[1:] %}{% endfor %}");
    templates.put("long chain", "{{ 1" + " + 1".repeat(5000) + " }}");
    templates.put("long chain of attributes", "{{ s" + ".a".repeat(5000) + " }}");
    templates.put("long chain of filters", "{{ s" + " | trim".repeat(5000) + " }}");
    templates.put("long path", "{{ [1] | map(attribute='" + "a.".repeat(99999) + "') }}");
    return templates;
  }

  static List<String> namesOfTooMuch() {
    return List.copyOf(tooMuch().keySet());
  }

  @ParameterizedTest
  @MethodSource("namesOfTooMuch")
  void endsSoonWithAnErrorThatSaysWhere(String name) {
    long start = System.nanoTime();
    assertThatThrownBy(() -> render(String.valueOf(tooMuch().get(name))))
        .isInstanceOf(ModelException.class)
        .hasMessageMatching("(?s)hostile: chat template, line \\d+: expected .*");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT);
  }

  static Map<String, String> tooDeep() {
    Map<String, String> templates = new LinkedHashMap<>();
    templates.put("parentheses", "{{ " + "(".repeat(50_000) + " }}");
    templates.put("lists", "{{ " + "[".repeat(50_000) + " }}");
    templates.put("dictionaries", "{{ " + "{1:".repeat(50_000) + " }}");
    templates.put("subscripts", "{{ " + "s[".repeat(50_000) + " }}");
    templates.put("calls", "{{ " + "s(".repeat(50_000) + " }}");
    templates.put("not", "{{ " + "not ".repeat(50_000) + "s }}");
    templates.put("signs", "{{ " + "-".repeat(50_000) + "1 }}");
    templates.put("else", "{{ " + "1 if s else ".repeat(20_000) + "1 }}");
    templates.put("if", "{% if s %}".repeat(20_000));
    templates.put("for", "{% for x in s %}".repeat(10_000));
    templates.put("macro", "{% macro f() %}".repeat(10_000));
    templates.put("set", "{% set x %}".repeat(20_000));
    templates.put("targets", "{% for " + "(".repeat(50_000) + " %}");
    templates.put("tests", "{{ s is eq " + "s is eq ".repeat(20_000) + " }}");
    return templates;
  }

  static List<String> namesOfTooDeep() {
    return List.copyOf(tooDeep().keySet());
  }

  @ParameterizedTest
  @MethodSource("namesOfTooDeep")
  void deepNestingIsRefusedOnASmallStack(String name) throws InterruptedException {
    List<Throwable> thrown = new ArrayList<>();
    String source = String.valueOf(tooDeep().get(name));
    Thread thread = new Thread(null, () -> render(source), "small stack", 512 << 10);
    thread.setUncaughtExceptionHandler((t, e) -> thrown.add(e));
    thread.start();
    thread.join();
    assertThat(thrown).singleElement().isInstanceOf(ModelException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% macro f(n) %}{% if n %}{{ [(f(n - 1))][0] }}{% endif %}{% endmacro %}{{ f(9999) }}",
        "{% macro f(n) %}{% for x in [n] if f(n - 1) %}{% endfor %}{% endmacro %}{{ f(9999) }}",
        "{% macro f() %}{% set x | trim %}{{ f() | join }}{% endset %}{% endmacro %}{{ f() }}"
      })
  void deepRecursionIsRefusedOnASmallStack(String source) throws InterruptedException {
    List<Throwable> thrown = new ArrayList<>();
    Thread thread = new Thread(null, () -> render(source), "small stack", 512 << 10);
    thread.setUncaughtExceptionHandler((t, e) -> thrown.add(e));
    thread.start();
    thread.join();
    assertThat(thrown).singleElement().isInstanceOf(ModelException.class);
  }

  @Test
  void longTemplatesAreRefused() {
    assertThatThrownBy(() -> render("x".repeat(300_000)))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "hostile: chat template, line 1: expected at most 262144 characters, found 300000");
  }

  @Test
  void longPromptsAreNoneOfTheTemplatesFault() {
    String text = "word ".repeat(400_000);
    List<Map<String, String>> messages = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      messages.add(Map.of("role", "user", "content", "question " + i));
      messages.add(Map.of("role", "assistant", "content", "<think>\nso\n</think>\n\nanswer " + i));
    }
    messages.add(Map.of("role", "user", "content", text));
    messages.add(Map.of("role", "assistant", "content", "<think>" + text + "</think>" + text));
    for (String model : List.of("qwen2.5", "qwen3", "deepseek-v3")) {
      ChatTemplate template = ChatTemplate.parse(TemplateFixtures.source(model), model);
      assertThat(template.render(Map.of("messages", messages, "bos_token", "<s>")))
          .hasSizeGreaterThan(3 * text.length());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"qwen2.5", "qwen3", "deepseek-v3"})
  void mutatedTemplatesRenderOrFailWithATypedError(String model) {
    long seed = Long.getLong("longctx.seed", 20250602);
    int inputs = Integer.getInteger("longctx.inputs", 1000);
    Random random = new Random(seed);
    String source = TemplateFixtures.source(model);
    List<Map<String, Object>> conversations = new ArrayList<>();
    TemplateFixtures.golden(model)
        .get("cases")
        .forEach(test -> conversations.add(TemplateFixtures.variables(test.get("variables"))));
    int rendered = 0;
    for (int i = 0; i < inputs; i++) {
      String mutated = mutate(source, random);
      Map<String, Object> variables = conversations.get(random.nextInt(conversations.size()));
      try {
        ChatTemplate.parse(mutated, model).render(variables);
        rendered++;
      } catch (LongctxException expected) {
        assertThat(expected).hasMessageStartingWith(model + ": ");
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ", input " + i + ":\n" + mutated, e);
      }
    }
    assertThat(rendered).as("seed %d", seed).isBetween(1, inputs - 1);
  }

  private static final String[] PIECES = {
    "{%",
    "%}",
    "{{",
    "}}",
    "{#",
    "#}",
    "-",
    "+",
    "~",
    "*",
    "**",
    "//",
    "%",
    "[::-1]",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "'",
    "\"",
    "\\",
    "|",
    ".",
    ",",
    ":",
    "=",
    "==",
    "<",
    " in ",
    " not ",
    " is ",
    " if ",
    " else ",
    " for ",
    " and ",
    " or ",
    "loop",
    "messages",
    "message",
    "ns",
    "none",
    "true",
    "9223372036854775807",
    "0",
    "-1",
    "1.5",
    "''",
    "[]",
    "{}",
    "range(9)",
    "tojson",
    "|list",
    "|join",
    "|length",
    "|first",
    "|sort",
    "|unique",
    "|items",
    "|map('upper')",
    "|select",
    "|default(1)",
    ".items()",
    ".split('a')",
    ".strip()",
    "{% set x = x %}",
    "{% set ns.a = ns %}",
    "{% break %}",
    "{% for x in messages %}",
    "{% endfor %}",
    "{% if true %}",
    "{% endif %}",
    "{% raw %}",
    "{% macro f(x) %}{{ f(x) }}{% endmacro %}{{ f(1) }}",
    "\u0000",
    "\ud83e",
    "🤷",
    "\n",
    "\u2028"
  };

  private static String mutate(String source, Random random) {
    StringBuilder mutated = new StringBuilder(source);
    for (int i = 1 + random.nextInt(3); i > 0 && !mutated.isEmpty(); i--) {
      int start = random.nextInt(mutated.length());
      int end =
          Math.min(mutated.length(), start + 1 + random.nextInt(random.nextBoolean() ? 4 : 200));
      String piece = PIECES[random.nextInt(PIECES.length)];
      switch (random.nextInt(5)) {
        case 0 -> mutated.delete(start, end);
        case 1 -> mutated.insert(start, piece);
        case 2 -> mutated.replace(start, Math.min(end, start + 3), piece);
        case 3 -> mutated.insert(random.nextInt(mutated.length()), mutated.substring(start, end));
        default -> mutated.insert(tokenBorder(mutated, start), piece);
      }
    }
    return mutated.toString();
  }

  /** A place where a token ends, so that more mutants are templates. */
  private static int tokenBorder(StringBuilder text, int from) {
    int border = from;
    while (border < text.length() && Character.isLetterOrDigit(text.charAt(border))) {
      border++;
    }
    return border;
  }
}
