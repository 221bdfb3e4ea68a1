package dev.longctx.reason.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskKindTest {

  @ParameterizedTest
  @CsvSource({
    "long_multihoprag_v1, DOCUMENT_QA",
    "musique, DOCUMENT_QA",
    "docmath-simplong, NUMERIC",
    "long_toc_choices, MULTIPLE_CHOICE"
  })
  void theSourceOfARowDecides(String source, TaskKind kind) {
    assertThat(TaskKind.ofDataSource(source)).contains(kind);
  }

  @Test
  void anUnknownSourceHasNoKind() {
    assertThat(TaskKind.ofDataSource("gsm8k")).isEqualTo(Optional.empty());
  }

  @Test
  void onlyChoicesNeedNoJudge() {
    assertThat(TaskKind.values())
        .filteredOn(kind -> !kind.hasJudge())
        .containsExactly(TaskKind.MULTIPLE_CHOICE);
  }
}
