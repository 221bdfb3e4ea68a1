package dev.longctx.train.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/** A file that is on the disk when it is closed. */
final class ForcedChannel implements WritableByteChannel {

  private final FileChannel channel;

  ForcedChannel(FileChannel channel) {
    this.channel = channel;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return channel.write(source);
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    if (isOpen()) {
      try (FileChannel closing = channel) {
        closing.force(true);
      }
    }
  }
}
