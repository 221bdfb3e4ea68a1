package dev.longctx.train.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** The changes that saving makes, one at a time, so that each can be the last before a kill. */
public interface Disk {

  /**
   * Makes one directory.
   *
   * @param directory must not exist, its parent must
   * @throws IOException if it cannot be made
   */
  void createDirectory(Path directory) throws IOException;

  /**
   * Makes a file.
   *
   * @param file must not exist
   * @return takes the content; when it is closed, that is on the disk
   * @throws IOException if it cannot be made
   */
  WritableByteChannel create(Path file) throws IOException;

  /**
   * Waits until the names in a directory are on the disk.
   *
   * @param directory exists
   * @throws IOException if that fails
   */
  void force(Path directory) throws IOException;

  /**
   * Renames a file or directory, at once.
   *
   * @param from exists
   * @param to does not, and lies in the same file system
   * @throws IOException if that fails; nothing has changed then
   */
  void move(Path from, Path to) throws IOException;

  /**
   * Deletes a file or an empty directory.
   *
   * @param file exists
   * @throws IOException if that fails
   */
  void delete(Path file) throws IOException;

  /**
   * Makes a file with a content, and waits until it is on the disk.
   *
   * @param file must not exist
   * @param content all of it
   * @throws IOException if it cannot be written
   */
  default void write(Path file, byte[] content) throws IOException {
    try (WritableByteChannel channel = create(file)) {
      writeAll(channel, ByteBuffer.wrap(content));
    }
  }

  /**
   * Writes the rest of a buffer.
   *
   * @param channel takes it
   * @param buffer is empty afterwards
   * @throws IOException if it cannot be written
   */
  static void writeAll(WritableByteChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
