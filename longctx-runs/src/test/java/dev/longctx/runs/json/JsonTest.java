package dev.longctx.runs.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "1", "{\"a\":1,\"a\":2}", "{} {}", "{\"a\":NaN}", "{\"a\":1", "{a:1}"})
  void refusesWhatIsNotOneObject(String text) {
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected a JSON object, found");
  }

  @Test
  void refusesDeepNesting() {
    String deep = "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}";

    assertThatThrownBy(() -> Json.parse(deep)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void numbersAndTextsComeBackAsTheyWere() {
    ObjectNode node =
        Json.object().put("text", "a\n\u00e9\ud83d\ude00 \ud83d").put("number", 0.1 + 0.2);

    String line = Json.line(node);

    assertThat(line).doesNotContain("\n");
    assertThat(Json.parse(line)).isEqualTo(node);
  }

  @Test
  void fieldsSayWhatTheyExpected() {
    ObjectNode node = Json.object().put("n", -1).put("half", 0.5).putNull("lost");

    assertThat(Fields.integer(node, "n")).isEqualTo(-1);
    assertThat(Fields.number(node, "half")).isEqualTo(0.5);
    assertThat(Fields.number(node, "lost")).isNaN();
    assertThatThrownBy(() -> Fields.count(node, "n")).hasMessage("n: expected 0 or more, found -1");
    assertThatThrownBy(() -> Fields.integer(node, "half"))
        .hasMessage("half: expected an integer, found number");
    assertThatThrownBy(() -> Fields.flag(node, "no"))
        .hasMessage("no: expected true or false, found none");
    assertThatThrownBy(() -> Fields.texts(node, "n"))
        .hasMessage("n: expected a list, found number");
  }
}
