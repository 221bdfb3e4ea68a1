package dev.longctx.train.internal.safetensors;

import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.train.internal.file.Refusal;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file of tensors, read in pieces. Its header is checked in full when it is opened. */
public final class SafetensorsFile implements WeightFiles {

  private static final int LENGTH_BYTES = 8;
  private static final long MOST_HEADER_BYTES = 16 << 20;
  private static final int PIECE_BYTES = 1 << 20;

  private final Path path;
  private final FileChannel channel;
  private final Map<String, StoredTensor> tensors;

  private SafetensorsFile(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    long size = channel.size();
    ByteBuffer length = read(0, (int) Math.min(size, LENGTH_BYTES));
    long header = size < LENGTH_BYTES ? -1 : length.getLong();
    long most = Math.min(size - LENGTH_BYTES, MOST_HEADER_BYTES);
    if (header < 2 || header > most) {
      throw Refusal.of(path + ": header", "2 to %d bytes".formatted(most), header);
    }
    byte[] text = read(LENGTH_BYTES, (int) header).array();
    long start = LENGTH_BYTES + header;
    tensors = new SafetensorsHeader(path.toString(), start, size - start).read(text);
  }

  /**
   * Opens a file.
   *
   * @param path the file
   * @return to be closed
   * @throws TrainingException if it is missing or not such a file
   */
  public static SafetensorsFile open(Path path) {
    FileChannel channel = null;
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        throw Refusal.of(path.toString(), "a file", "something else");
      }
      channel = FileChannel.open(path);
      return new SafetensorsFile(path, channel);
    } catch (IOException e) {
      close(channel);
      throw new TrainingException(Reason.CHECKPOINT, path + ": expected tensors", e);
    } catch (RuntimeException | Error e) {
      close(channel);
      throw e;
    }
  }

  @Override
  public Set<String> names() {
    return Set.copyOf(tensors.keySet());
  }

  @Override
  public long[] shape(String name) {
    return tensor(name).shape().clone();
  }

  /**
   * {@inheritDoc}
   *
   * @throws TrainingException if it cannot be read or holds values that are not finite
   */
  @Override
  public void read(String name, FloatBuffer target) {
    StoredTensor tensor = tensor(name);
    long position = tensor.position();
    try {
      while (position < tensor.end()) {
        int piece = (int) Math.min(PIECE_BYTES, tensor.end() - position);
        int from = target.position();
        tensor.type().copy(read(position, piece), target);
        requireFinite(name, target, from);
        position += piece;
      }
    } catch (IOException e) {
      throw new TrainingException(
          Reason.CHECKPOINT, "%s: %s: cannot be read".formatted(path, name), e);
    }
  }

  /** No model computes anything with other values. */
  private void requireFinite(String name, FloatBuffer values, int from) {
    for (int i = from; i < values.position(); i++) {
      if (!Float.isFinite(values.get(i))) {
        throw Refusal.of(path + ": " + name, "finite values", values.get(i));
      }
    }
  }

  private ByteBuffer read(long position, int bytes) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (piece.hasRemaining()) {
      if (channel.read(piece, position + piece.position()) < 0) {
        throw new EOFException("the file ends at byte " + (position + piece.position()));
      }
    }
    return piece.flip();
  }

  private StoredTensor tensor(String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("expected a tensor's name, found " + name);
    }
    return tensor;
  }

  @Override
  public void close() {
    close(channel);
  }

  private static void close(@Nullable FileChannel channel) {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw new TrainingException(Reason.CHECKPOINT, "a file of tensors: cannot be closed", e);
    }
  }
}
