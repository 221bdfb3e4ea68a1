package dev.longctx.onnx.internal.files;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A graph that was verified, external data included.
 *
 * @param where its full name, for messages
 * @param onnx the bytes that were hashed
 * @param externalData the folder of its external data, or null where it has none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record GraphFile(String where, byte[] onnx, @Nullable Path externalData) {}
