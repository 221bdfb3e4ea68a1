package dev.longctx.onnx;

import dev.longctx.onnx.internal.Setting;

/**
 * How a session runs. The defaults suit an application that opens one session and calls it from
 * several threads: one engine thread a call, no thread that spins while it waits.
 *
 * <p>Instances are immutable and thread-safe.
 */
public final class OnnxOptions {

  private final Device device;
  private final int intraOpThreads;
  private final boolean spinning;
  private final boolean memoryArena;
  private final boolean memoryPattern;
  private final Verification verification;

  private OnnxOptions(Builder builder) {
    device = builder.device.orElse(Device.cpu());
    intraOpThreads = builder.intraOpThreads.orElse(1);
    spinning = builder.spinning.orElse(false);
    memoryArena = builder.memoryArena.orElse(true);
    memoryPattern = builder.memoryPattern.orElse(false);
    verification = builder.verification.orElse(Verification.ALWAYS);
  }

  /**
   * The options of a builder that was left alone.
   *
   * @return cpu, one thread, no spinning, arena on, memory pattern off, verification always
   */
  public static OnnxOptions defaults() {
    return builder().build();
  }

  /**
   * A builder that starts at the defaults.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Where the model runs.
   *
   * @return the device
   */
  public Device device() {
    return device;
  }

  /**
   * The threads that share the work of one operator.
   *
   * @return the count, at least 1
   */
  public int intraOpThreads() {
    return intraOpThreads;
  }

  /**
   * Whether the engine's threads spin while they wait for work.
   *
   * @return true if they burn the processor for a lower latency
   */
  public boolean spinning() {
    return spinning;
  }

  /**
   * Whether the engine keeps its working memory between runs.
   *
   * @return false if it gives memory back after each run
   */
  public boolean memoryArena() {
    return memoryArena;
  }

  /**
   * Whether the engine plans its memory once for each shape of input.
   *
   * @return true if it does, which pays for windows of one length only
   */
  public boolean memoryPattern() {
    return memoryPattern;
  }

  /**
   * When external weights are hashed.
   *
   * @return the policy
   */
  public Verification verification() {
    return verification;
  }

  @Override
  public String toString() {
    return "OnnxOptions[device=%s, intraOpThreads=%d, spinning=%s, memoryArena=%s, memoryPattern=%s, verification=%s]"
        .formatted(device, intraOpThreads, spinning, memoryArena, memoryPattern, verification);
  }

  /**
   * Collects options, each of which may be given once: a second call throws {@link
   * IllegalStateException}. Not thread-safe.
   */
  public static final class Builder {

    private final Setting<Device> device = new Setting<>("device");
    private final Setting<Integer> intraOpThreads = new Setting<>("intraOpThreads");
    private final Setting<Boolean> spinning = new Setting<>("spinning");
    private final Setting<Boolean> memoryArena = new Setting<>("memoryArena");
    private final Setting<Boolean> memoryPattern = new Setting<>("memoryPattern");
    private final Setting<Verification> verification = new Setting<>("verification");

    private Builder() {}

    /**
     * Chooses where the model runs; the processor by default.
     *
     * @param where the device
     * @return this builder
     */
    public Builder device(Device where) {
      device.give(where);
      return this;
    }

    /**
     * Chooses the threads that share the work of one operator; 1 by default. Results may differ in
     * the last bits between thread counts.
     *
     * @param threads the count
     * @return this builder
     * @throws IllegalArgumentException if the count is below 1
     */
    public Builder intraOpThreads(int threads) {
      if (threads < 1) {
        throw new IllegalArgumentException("intraOpThreads must be at least 1, found " + threads);
      }
      intraOpThreads.give(threads);
      return this;
    }

    /**
     * Chooses whether waiting threads spin; off by default, as spinning takes the processor from
     * the rest of the application.
     *
     * @param spin true to spin
     * @return this builder
     */
    public Builder spinning(boolean spin) {
      spinning.give(spin);
      return this;
    }

    /**
     * Chooses whether the engine keeps its working memory between runs; on by default.
     *
     * @param keep false to give memory back after each run
     * @return this builder
     */
    public Builder memoryArena(boolean keep) {
      memoryArena.give(keep);
      return this;
    }

    /**
     * Chooses whether the engine plans its memory once for each shape of input; off by default, as
     * windows differ in length.
     *
     * @param plan true to plan
     * @return this builder
     */
    public Builder memoryPattern(boolean plan) {
      memoryPattern.give(plan);
      return this;
    }

    /**
     * Chooses when external weights are hashed; always by default.
     *
     * @param policy the policy
     * @return this builder
     */
    public Builder verification(Verification policy) {
      verification.give(policy);
      return this;
    }

    /**
     * The options as collected so far.
     *
     * @return immutable options
     */
    public OnnxOptions build() {
      return new OnnxOptions(this);
    }
  }
}
