package dev.longctx.onnx.internal.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.ModelException;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationException.Reason;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTemplateTest {

  private static final String WHERE = "chat_template.jinja";

  private static String render(String source) {
    return ChatTemplate.parse(source, WHERE).render(Map.of("s", "text", "m", Map.of("k", 1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          {{ s | frobnicate }}                     # unknown filter 'frobnicate'
          {{ s is frobnicated }}                   # unknown test 'frobnicated'
          {% include 'x' %}                        # unknown tag 'include'
          {% call s() %}{% endcall %}              # unknown tag 'call'
          {% for x in s recursive %}{% endfor %}   # unknown tag 'for ... recursive'
          {{ frobnicate(1) }}                      # unknown function 'frobnicate': found nothing ('frobnicate' is undefined)
          {{ s.frobnicate() }}                     # unknown function 'frobnicate': found nothing (a string has no 'frobnicate')
          {{ s.zfill(3) }}                         # unknown method 'zfill' of a string
          {{ s.format }}                           # unknown method 'format' of a string
          {{ m.update(1) }}                        # unknown method 'update' of a dictionary
          {{ [].append(1) }}                       # unknown method 'append' of a list
          {{ lipsum }}                             # unknown global 'lipsum'
          {{ cycler('a') }}                        # unknown global 'cycler'
          {{ s.__class__ }}                        # unknown attribute '__class__'
          {{ m['__class__'] }}                     # unknown attribute '__class__'
          {% for x in s %}{{ loop.cycle }}{% endfor %} # unknown attribute 'cycle' of loop
          {{ strftime_now('%Q') }}                 # strftime_now: unknown directive '%Q'
          {{ s | tojson(foo=1) }}                  # expected each of the arguments [ensure_ascii, indent, separators, sort_keys] at most once, found 'foo'
          {{ s[1, 2] }}                            # expected ':', found ','
          {{ s(*m) }}                              # expected an argument with a name, found '*'
          {{ m.items }}                            # expected a value that can be printed, found a function
          {{ namespace() }}                        # expected a value that can be printed, found a namespace
          """)
  void namesAnUnknownConstructAndItsLine(String source, String message) {
    assertThatThrownBy(() -> render("text\n{# note\n#}\n" + source))
        .isInstanceOf(ModelException.class)
        .hasMessage(WHERE + ": chat template, line 4: " + message);
  }

  @Test
  void anUnknownConstructThatIsNotReachedDoesNoHarm() {
    assertThat(render("{% if missing %}{{ s | frobnicate }}{% endif %}x")).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775807 + 1",
        "-9223372036854775807 - 2",
        "9223372036854775807 * 2",
        "3 ** 41",
        "(-9223372036854775807 - 1) // -1",
        "-(-9223372036854775807 - 1)"
      })
  void integersThatLeave64BitsAreAnError(String expression) {
    assertThatThrownBy(() -> render("{{ " + expression + " }}"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("expected an integer of 64 bits, found");
  }

  @Test
  void integersUpToTheBordersOf64BitsAreExact() {
    assertThat(render("{{ 3 ** 39 }} {{ -9223372036854775807 - 1 }} {{ 9007199254740993 }}"))
        .isEqualTo("4052555153018976267 -9223372036854775808 9007199254740993");
    assertThat(render("{{ 9007199254740993 == 9007199254740992.0 }}")).isEqualTo("False");
    assertThat(render("{{ range(9223372036854775806, 9223372036854775807) | list }}"))
        .isEqualTo("[9223372036854775806]");
  }

  @Test
  void raisedExceptionsAreBadPromptsWithTheTemplatesMessage() {
    assertThatThrownBy(() -> render("{{ raise_exception('roles must alternate') }}"))
        .isInstanceOfSatisfying(
            GenerationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_PROMPT))
        .hasMessage(WHERE + ": the chat template refuses the messages: roles must alternate");
  }

  @Test
  void nowIsTheClocks() {
    Clock clock = Clock.fixed(Instant.parse("2024-07-06T15:04:09Z"), ZoneOffset.UTC);
    String format = "%d %b %Y|%B %-d, %y|%A %a|%H:%M:%S|%I %p|%j|%F %T|%m%%";
    ChatTemplate template =
        ChatTemplate.parse("{{ strftime_now('" + format + "') }}", WHERE, clock);
    assertThat(template.render(Map.of()))
        .isEqualTo(
            "06 Jul 2024|July 6, 24|Saturday Sat|15:04:09|03 PM|188|2024-07-06 15:04:09|07%");
  }

  @Test
  void takesStringsNumbersBooleansNullsListsAndMaps() {
    Map<String, Object> variables = new HashMap<>();
    variables.put("a", List.of("x", 1, 2L, 2.5, true, List.of(), Map.of()));
    variables.put("b", null);
    ChatTemplate template = ChatTemplate.parse("{{ a | tojson }}{{ b }}", WHERE);
    assertThat(template.render(variables)).isEqualTo("[\"x\", 1, 2, 2.5, true, [], {}]None");
  }

  @Test
  void refusesVariablesOfAnyOtherKind() {
    ChatTemplate template = ChatTemplate.parse("", WHERE);
    assertThatThrownBy(() -> template.render(Map.of("now", Instant.EPOCH)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("now: expected a string, number");
    assertThatThrownBy(() -> template.render(Map.of("map", Map.of(1, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("map: expected strings for keys, found 1");
    List<Object> itself = new ArrayList<>();
    itself.add(itself);
    assertThatThrownBy(() -> template.render(Map.of("list", itself)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("list: expected at most 64 levels, found more");
  }
}
