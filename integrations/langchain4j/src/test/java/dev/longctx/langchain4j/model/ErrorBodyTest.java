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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"code\":\"context_length_exceeded\"}}",
        "{\"error\":{\"code\":\"string_above_max_length\"}}",
        "{\"message\":\"This model's maximum context length is 8192 tokens.\",\"code\":400}",
        "The decoder prompt (length 9) is longer than the maximum model length of 8.",
        "The prompt (total length 9) is too long to fit into the model (context length 8).",
        "The input (9 tokens) is longer than the model's context length (8 tokens).",
        "{\"error\":{\"code\":400,\"message\":\"m\",\"type\":\"exceed_context_size_error\"}}",
        "request (9 tokens) exceeds the available context size (8 tokens), try increasing it",
        "{\"error\":{\"code\":500,\"message\":\"Context size has been exceeded.\"}}",
        "Requested tokens (9) exceed context window of 8",
        "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8. Given: 9",
        "Input validation error: `inputs` must have less than 8 tokens. Given: 9",
        "{\"type\":\"error\",\"error\":{\"type\":\"request_too_large\"}}",
        "prompt is too long: 9 tokens > 8 maximum",
        "input length and `max_tokens` exceed context limit: 5 + 4 > 8",
        "The input token count (9) exceeds the maximum number of tokens allowed (8).",
        "Input is too long for requested model.",
        "This model's maximum prompt length is 8 but the request contains 9 tokens."
      })
  void knowsThePromptThatIsTooLong(String body) {
    assertThat(new ErrorBody(body).saysPromptIsTooLong()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"error\":{\"code\":\"invalid_api_key\",\"message\":\"too long\"}}",
        "{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"too many tokens\"}}",
        "{\"error\":{\"message\":\"max_tokens is too large: 9\",\"param\":\"max_tokens\"}}"
      })
  void takesNothingElseForIt(String body) {
    assertThat(new ErrorBody(body).saysPromptIsTooLong()).isFalse();
  }

  @Test
  void readsNoMoreThanTheBeginning() {
    String body = " ".repeat(10_000) + "{\"code\":\"late\"}";
    assertThat(new ErrorBody(body).codes()).isEmpty();
  }
}
