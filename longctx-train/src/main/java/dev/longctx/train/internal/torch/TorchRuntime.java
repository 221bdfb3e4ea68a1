package dev.longctx.train.internal.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.util.Platform;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** Starts the engine, once, from what is on the class path and without a network. */
final class TorchRuntime {

  private static final String LIBRARY_FOLDER = "PYTORCH_LIBRARY_PATH";
  private static final String[] CALLS_HOME = {"ai.djl.offline", "OPT_OUT_TRACKING"};
  private static final int SECONDS_TO_FINISH = 20;

  private static final ReentrantReadWriteLock CALLS = new ReentrantReadWriteLock();
  private static boolean started;

  private TorchRuntime() {}

  /**
   * A manager of native memory.
   *
   * @return the root of what it holds, to be closed
   */
  static NDManager newManager() {
    return Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
  }

  /** Is held while native code runs: a machine that ends waits for it. */
  static Lock running() {
    return CALLS.readLock();
  }

  /**
   * Loads native code, before anything else is asked of the engine. Later calls do nothing.
   *
   * @throws TrainingException if there is none for this machine
   */
  static synchronized void start() {
    if (started) {
      return;
    }
    requireLibrary();
    String[] before = new String[CALLS_HOME.length];
    for (int i = 0; i < before.length; i++) {
      before[i] = System.getProperty(CALLS_HOME[i], "");
      System.setProperty(CALLS_HOME[i], "true");
    }
    try {
      load();
    } finally {
      for (int i = 0; i < before.length; i++) {
        restore(CALLS_HOME[i], before[i]);
      }
    }
    started = true;
  }

  private static void restore(String property, String before) {
    if (before.isEmpty()) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, before);
    }
  }

  /** Without this check the engine would look for a download. */
  private static void requireLibrary() {
    boolean given =
        System.getProperty(LIBRARY_FOLDER) != null || System.getenv(LIBRARY_FOLDER) != null;
    if (!given && Platform.detectPlatform("pytorch").isPlaceholder()) {
      throw missing(null);
    }
  }

  private static void load() {
    try {
      Engine.getEngine("PyTorch");
    } catch (RuntimeException | LinkageError e) {
      throw missing(e);
    }
    Thread last = new Thread(TorchRuntime::awaitCalls, "longctx-train-shutdown");
    Runtime.getRuntime().addShutdownHook(last);
  }

  private static TrainingException missing(@Nullable Throwable cause) {
    Platform here = Platform.fromSystem("pytorch");
    return new TrainingException(
        Reason.FAILED,
        ("PyTorch's native library: expected ai.djl.pytorch:pytorch-native-cpu:%s with classifier"
                + " %s on the class path, found none that loads")
            .formatted(here.getVersion(), here.getClassifier()),
        cause);
  }

  /** Native code that still computes while the process unloads it would crash. */
  private static void awaitCalls() {
    try {
      boolean quiet = CALLS.writeLock().tryLock(SECONDS_TO_FINISH, TimeUnit.SECONDS);
      if (!quiet) {
        System.getLogger(TorchRuntime.class.getName())
            .log(System.Logger.Level.WARNING, "a training call still runs at the end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
