package dev.longctx.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MissingEngineTest {

  @Test
  void namesTheArtifactAndDownloadsNothing(@TempDir Path cache) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-DDJL_CACHE_DIR=" + cache,
                "-cp",
                classPathWithout("pytorch-native-cpu"),
                MissingEngineProgram.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove("DJL_OFFLINE");
    Process process = builder.start();
    String output;
    try (var lines = process.inputReader()) {
      output = lines.lines().collect(Collectors.joining("\n"));
    }
    assertThat(process.waitFor()).isZero();
    assertThat(output)
        .startsWith("FAILED PyTorch's native library: expected ai.djl.pytorch:pytorch-native-cpu:")
        .contains("with classifier")
        .endsWith("found none that loads");
    try (Stream<Path> files = Files.walk(cache)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  private static String classPathWithout(String artifact) {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator, -1))
        .filter(entry -> !entry.contains(artifact))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
