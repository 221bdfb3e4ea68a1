package dev.longctx.train.internal.file;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The file system. Thread-safe. */
public final class LocalDisk implements Disk {

  private static final boolean DIRECTORIES_OPEN = File.separatorChar == '/';

  /** The file system. */
  public LocalDisk() {}

  @Override
  public void createDirectory(Path directory) throws IOException {
    Files.createDirectory(directory);
  }

  @Override
  public WritableByteChannel create(Path file) throws IOException {
    return new ForcedChannel(
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /** {@inheritDoc} Windows opens no directories, and needs none of this. */
  @Override
  public void force(Path directory) throws IOException {
    if (DIRECTORIES_OPEN) {
      try (FileChannel channel = FileChannel.open(directory)) {
        channel.force(true);
      }
    }
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.delete(file);
  }
}
