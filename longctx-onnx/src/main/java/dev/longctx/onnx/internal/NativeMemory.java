package dev.longctx.onnx.internal;

import dev.longctx.api.ModelException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Memory outside of the heap that is given back at once rather than when a collector comes by: a
 * cache of gigabytes must not wait for that. Where the JVM has no way to do so, the collector does.
 */
public final class NativeMemory {

  private static final @Nullable MethodHandle CLEANER = cleaner();

  private NativeMemory() {}

  /**
   * Zeroed memory in the machine's byte order.
   *
   * @param bytes its size
   * @param remedy what would need less of it, for messages
   * @return the memory, to be given back
   * @throws ModelException if there is too little
   */
  public static ByteBuffer allocate(long bytes, String remedy) {
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new ModelException(
          "native memory: expected at most 2 GiB for one tensor, found %d bytes; %s"
              .formatted(bytes, remedy));
    }
    try {
      return ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder());
    } catch (OutOfMemoryError e) {
      throw new ModelException(
          ("native memory: expected %d bytes more, found too few left; raise"
                  + " -XX:MaxDirectMemorySize (by default the heap's size) or %s")
              .formatted(bytes, remedy),
          e);
    }
  }

  /**
   * Gives memory back; nothing may read or write it afterwards.
   *
   * @param memory what {@link #allocate} gave
   */
  public static void free(ByteBuffer memory) {
    MethodHandle cleaner = CLEANER;
    if (cleaner != null) {
      try {
        cleaner.invokeExact(memory);
      } catch (Throwable e) {
        throw new IllegalStateException("memory could not be given back", e);
      }
    }
  }

  private static @Nullable MethodHandle cleaner() {
    try {
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field instance = type.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      return MethodHandles.lookup()
          .findVirtual(type, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
          .bindTo(instance.get(null));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
