package dev.longctx.runs.file;

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
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A text file that is replaced at once: whoever looks finds the old one or the new one. */
public final class WholeFile {

  private static final Pattern PART = Pattern.compile("\\..+\\.[0-9a-f-]{36}\\.part");

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

  /** Removes what writings into a folder left that were killed. No other may be going on there. */
  public static void removeParts(Path folder) throws IOException {
    List<Path> parts;
    try (Stream<Path> all = Files.list(folder)) {
      parts = all.filter(path -> PART.matcher(path.getFileName().toString()).matches()).toList();
    }
    for (Path part : parts) {
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
