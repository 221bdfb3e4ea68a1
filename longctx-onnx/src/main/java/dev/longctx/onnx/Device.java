package dev.longctx.onnx;

/** Where a model runs. */
public sealed interface Device {

  /**
   * The name under which a manifest lists its variants for this kind of device.
   *
   * @return {@code cpu} or {@code cuda}
   */
  String kind();

  /**
   * The processor that the application runs on.
   *
   * @return the device
   */
  static Device cpu() {
    return new Cpu();
  }

  /**
   * An NVIDIA GPU. Needs the artifact {@code com.microsoft.onnxruntime:onnxruntime_gpu} in place of
   * {@code onnxruntime}; without it opening a session fails with an error that says so.
   *
   * @param index the GPU's number as CUDA counts them, from 0
   * @return the device
   * @throws IllegalArgumentException if the index is negative
   */
  static Device cuda(int index) {
    return new Cuda(index);
  }

  /** The processor that the application runs on. */
  record Cpu() implements Device {

    @Override
    public String kind() {
      return "cpu";
    }
  }

  /**
   * An NVIDIA GPU.
   *
   * @param index the GPU's number as CUDA counts them, from 0
   */
  record Cuda(int index) implements Device {

    /**
     * Checks the index.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Cuda {
      if (index < 0) {
        throw new IllegalArgumentException("cuda device must be at least 0, found " + index);
      }
    }

    @Override
    public String kind() {
      return "cuda";
    }
  }
}
