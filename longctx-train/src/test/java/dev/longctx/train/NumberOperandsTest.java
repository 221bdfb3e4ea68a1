package dev.longctx.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.train.internal.torch.EngineGate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * An operation between a tensor and a Java number puts the number in memory that is freed at once,
 * while a recorded graph still points there.
 */
final class NumberOperandsTest {

  private static final String NUMBER_OPERAND = "(Ljava/lang/Number;)Lai/djl/ndarray/NDArray;";

  @Test
  void noTensorMeetsAJavaNumber() throws Exception {
    Path classes =
        Path.of(EngineGate.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".class")).toList();
      assertThat(all).isNotEmpty();
      assertThat(all).noneMatch(NumberOperandsTest::refersToANumberOperand);
    }
  }

  private static boolean refersToANumberOperand(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(NUMBER_OPERAND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
