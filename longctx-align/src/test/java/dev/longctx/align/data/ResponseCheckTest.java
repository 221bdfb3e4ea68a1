package dev.longctx.align.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseCheckTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          It was the Eiffel-Tower, I think. | Eiffel Tower | true
          in 1905 | 190 | false
          about 13.5 km | 3.5 | false
          about 3.5 km | 3.5 | true
          minus: -5 degrees | 5 | false
          -5 degrees | -5 | true
          1,000 people | 1000 | true
          AUDE | the Aude | true
          cat | at | false
          \u4ed6\u5728\u5317\u4eac\u3002 | \u5317\u4eac | true
          <think>Aude?</think> Rhone. | Aude | false
          <think>Rhone?</think> Aude. | Aude | true
          <think>Aude | Aude | false
          whatever | the | false
          whatever | ... | false
          Paris is in France | Berlin | false
          """)
  void findsTheAnswerWordByWord(String response, String answer, boolean right) {
    assertThat(ResponseCheck.subExactMatch().isRight(response, List.of(answer))).isEqualTo(right);
    assertThat(ResponseCheck.subExactMatch().isRight(response, List.of("nowhere", answer)))
        .isEqualTo(right);
  }
}
