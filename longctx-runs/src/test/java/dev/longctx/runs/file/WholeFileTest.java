package dev.longctx.runs.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir Path directory;

  @Test
  void replacesAFile() throws IOException {
    Path file = directory.resolve("new").resolve("a.txt");
    WholeFile.write(file, writer -> writer.append("one"));
    WholeFile.write(file, writer -> writer.append("two"));

    assertThat(file).hasContent("two");
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void leavesTheOldOneWhereWritingFails() throws IOException {
    Path file = directory.resolve("a.txt");
    WholeFile.write(file, writer -> writer.append("one"));

    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    writer -> {
                      writer.append("tw");
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");

    assertThat(file).hasContent("one");
    assertThat(directory.toFile().list()).containsExactly("a.txt");
  }

  @Test
  void removesOnlyWhatKilledWritingsLeft() throws IOException {
    Files.writeString(directory.resolve(".a.txt.1db27d1c-4e07-4d02-bbeb-a1c3265766a8.part"), "t");
    Files.writeString(directory.resolve("a.part"), "mine");
    Files.writeString(directory.resolve(".hidden"), "mine");

    WholeFile.removeParts(directory);

    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("a.part", ".hidden");
  }
}
