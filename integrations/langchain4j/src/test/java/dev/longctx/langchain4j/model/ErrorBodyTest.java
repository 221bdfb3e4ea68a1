package dev.longctx.langchain4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorBodyTest {

  @Test
  void takesCodeTypeAndParameter() {
    String body =
        "{\"error\":{\"message\":\"m\",\"type\":\"invalid_request_error\","
            + "\"param\" : \"max_tokens\",\"code\":\"unsupported_parameter\"}}";
    assertThat(new ErrorBody(body).codes())
        .isEqualTo(
            " with type invalid_request_error, param max_tokens, code unsupported_parameter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not JSON",
        "{\"message\":\"code\"}",
        "{\"code\":\"sk-Key123\"}",
        "{\"code\":\"Not a name\"}",
        "{\"message\":\"in the prompt: {\\\"code\\\":\\\"secret\\\"}\"}",
        "{\"code\":400}"
      })
  void takesNothingElse(String body) {
    assertThat(new ErrorBody(body).codes()).isEmpty();
    assertThat(new ErrorBody(null).codes()).isEmpty();
  }

  @Test
  void readsNoMoreThanTheBeginning() {
    String body = " ".repeat(10_000) + "{\"code\":\"late\"}";
    assertThat(new ErrorBody(body).codes()).isEmpty();
  }
}
