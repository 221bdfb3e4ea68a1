package dev.longctx.examples.training.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.examples.training.task.Draw;
import dev.longctx.onnx.tokenizer.HuggingFaceTokenizer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LessonsTest {

  private final HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.open(Path.of("policy/hf"));
  private final Lessons lessons = new Lessons(tokenizer);

  @AfterEach
  void close() {
    tokenizer.close();
  }

  @Test
  void chainsOfFactsAreLearnedAndContextsAreNot() {
    Lesson lesson = lessons.questions(new Draw(1));

    int[] tokens = lesson.tokens();
    assertThat(tokens).hasSizeLessThanOrEqualTo(Lessons.LENGTH);
    int end = tokenizer.endTokens()[0];
    assertThat(tokens[lesson.learned().length() - 1]).isEqualTo(end);
    assertThat(lesson.begin()).isGreaterThan(80);
  }

  @ParameterizedTest
  @ValueSource(ints = {56, 112, 224, 896})
  void learnedWordsOfSegmentsStandBehindTheSameWordBefore(int length) {
    for (int seed = 0; seed < 20; seed++) {
      Lesson lesson = lessons.segments(length, new Draw(seed));
      int[] tokens = lesson.tokens();
      assertThat(tokens).hasSize(length);
      assertThat(lesson.learned().isEmpty()).isFalse();
      lesson.learned().stream()
          .forEach(at -> assertThat(follows(tokens, at)).as("token %d", at).isTrue());
    }
  }

  private static boolean follows(int[] tokens, int at) {
    for (int before = 1; before < at; before++) {
      if (tokens[before] == tokens[at] && tokens[before - 1] == tokens[at - 1]) {
        return true;
      }
    }
    return false;
  }
}
