package dev.longctx.onnx;

/**
 * An ONNX file for a kind of device.
 *
 * @param device {@code cpu} or {@code cuda}
 * @param file its path
 * @param precision the numbers it computes with, such as {@code fp32}
 * @param quantisation how it was reduced to 8 bits
 */
public record ModelVariant(
    String device, String file, String precision, Quantisation quantisation) {

  /**
   * Checks device and quantisation.
   *
   * @throws IllegalArgumentException if the device is not known or cannot run the quantisation
   */
  public ModelVariant {
    require(
        device.equals("cpu") || device.equals("cuda"),
        "variants: device: expected cpu or cuda, found " + device);
    require(
        device.equals("cpu") || quantisation.batchable(),
        "variants: quantisation: expected none or static_int8 for cuda, as dynamic int8 runs on"
            + " the cpu only, found dynamic_int8");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
