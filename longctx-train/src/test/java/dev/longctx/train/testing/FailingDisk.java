package dev.longctx.train.testing;

import dev.longctx.train.internal.file.Disk;
import dev.longctx.train.internal.file.LocalDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** A disk on which one change fails, or before which the process ends. Writes stop half-way. */
public final class FailingDisk implements Disk {

  /** The process has ended: nothing that comes after it happens. */
  public static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Disk disk = new LocalDisk();
  private final int last;
  private final boolean crash;
  private int changes;

  private FailingDisk(int last, boolean crash) {
    this.last = last;
    this.crash = crash;
  }

  public static FailingDisk crashAfter(int changes) {
    return new FailingDisk(changes, true);
  }

  public static FailingDisk failAfter(int changes) {
    return new FailingDisk(changes, false);
  }

  private boolean isLast() {
    int now = changes++;
    return crash ? now >= last : now == last;
  }

  private IOException failure() {
    if (crash) {
      throw new Crash();
    }
    return new IOException("no space left");
  }

  private void change() throws IOException {
    if (isLast()) {
      throw failure();
    }
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    change();
    disk.createDirectory(directory);
  }

  @Override
  public WritableByteChannel create(Path file) throws IOException {
    change();
    WritableByteChannel channel = disk.create(file);
    return new WritableByteChannel() {
      @Override
      public int write(ByteBuffer source) throws IOException {
        if (isLast()) {
          channel.write(source.slice(source.position(), source.remaining() / 2));
          throw failure();
        }
        return channel.write(source);
      }

      @Override
      public boolean isOpen() {
        return channel.isOpen();
      }

      @Override
      public void close() throws IOException {
        channel.close();
        change();
      }
    };
  }

  @Override
  public void force(Path directory) throws IOException {
    change();
    disk.force(directory);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    change();
    disk.move(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    change();
    disk.delete(file);
  }
}
