package dev.longctx.train.internal.safetensors;

/**
 * A tensor in a file.
 *
 * @param type how values are written
 * @param shape sizes, outermost first
 * @param position of its first byte in the file
 * @param values how many
 */
@SuppressWarnings("ArrayRecordComponent") // tensors are never compared
record StoredTensor(StoredType type, long[] shape, long position, long values) {

  /** The byte behind its last one. */
  long end() {
    return position + values * type.bytes();
  }
}
