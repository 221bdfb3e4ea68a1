package dev.longctx.examples.training.experiment;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsFileTest {

  @TempDir private Path directory;

  @Test
  void refusesTheFolderOfOtherSettings() throws IOException {
    Path folder = directory.resolve("experiment");
    SettingsFile.pin(folder, "rate 1");
    SettingsFile.pin(folder, "rate 1");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SettingsFile.pin(folder, "rate 2"))
        .withMessageContaining("settings.txt: expected")
        .withMessageContaining("rate 1");
  }
}
