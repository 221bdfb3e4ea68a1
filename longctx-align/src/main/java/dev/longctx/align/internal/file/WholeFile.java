package dev.longctx.align.internal.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A text file that is replaced at once: whoever looks finds the old one or the new one. */
public final class WholeFile {

  private WholeFile() {}

  /** What writes the content. */
  @FunctionalInterface
  public interface Content {

    /** Writes everything. */
    void writeTo(Writer writer) throws IOException;
  }

  /** Writes UTF-8 beside the file, forces it to the disk and moves it into place. */
  public static void write(Path file, Content content) throws IOException {
    Path whole = file.toAbsolutePath();
    Path folder = whole.resolveSibling("");
    Files.createDirectories(folder);
    Path part = folder.resolve("." + whole.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      writePart(part, content);
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void writePart(Path part, Content content) throws IOException {
    try (FileChannel channel =
            FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Writer writer =
            new BufferedWriter(
                new OutputStreamWriter(
                    Channels.newOutputStream(channel), StandardCharsets.UTF_8))) {
      content.writeTo(writer);
      writer.flush();
      channel.force(true);
    }
  }
}
