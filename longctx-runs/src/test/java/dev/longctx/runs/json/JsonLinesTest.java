package dev.longctx.runs.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {

  @TempDir Path directory;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("lines.jsonl"), bytes);
  }

  private static List<Long> read(Path file) {
    return JsonLines.read(file, Reason.FAILED, 20, line -> Fields.integer(line, "n"));
  }

  @Test
  void readsALineAnObject() throws IOException {
    assertThat(read(file("{\"n\":1}\n{\"n\":2}\n".getBytes(UTF_8)))).containsExactly(1L, 2L);
    assertThat(read(file("{\"n\":1}\n{\"n\":2}".getBytes(UTF_8)))).containsExactly(1L, 2L);
    assertThat(read(file(new byte[0]))).isEmpty();
  }

  @Test
  void namesTheLineThatIsWrong() throws IOException {
    assertWrong("{\"n\":1}\n{\"n\":\"a\"}\n".getBytes(UTF_8), "line 2: n: expected an integer");
    assertWrong("{\"n\":1}\n\n".getBytes(UTF_8), "line 2: expected a JSON object, found none");
    assertWrong(new byte[] {'{', (byte) 0xFF, '}'}, "line 1: expected UTF-8");
    assertWrong(" ".repeat(21).getBytes(UTF_8), "line 1: expected a line of at most 20 characters");
    assertWrong(
        " ".repeat(100).getBytes(UTF_8), "line 1: expected a line of at most 20 characters");
  }

  private void assertWrong(byte[] bytes, String message) throws IOException {
    Path file = file(bytes);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("lines.jsonl, " + message);
  }
}
