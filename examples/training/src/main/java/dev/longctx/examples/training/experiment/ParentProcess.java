package dev.longctx.examples.training.experiment;

/** The process that started this one. */
public final class ParentProcess {

  private ParentProcess() {}

  /** Ends this process with its parent, or it would hold its folder against whoever goes on. */
  public static void endWith() {
    ProcessHandle.current().parent().ifPresent(ParentProcess::endWith);
  }

  private static void endWith(ProcessHandle parent) {
    Thread watch =
        new Thread(
            () -> {
              parent.onExit().join();
              Runtime.getRuntime().halt(1);
            },
            "watches-the-parent");
    watch.setDaemon(true);
    watch.start();
  }
}
