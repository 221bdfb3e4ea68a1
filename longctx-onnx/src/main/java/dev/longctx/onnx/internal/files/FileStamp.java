package dev.longctx.onnx.internal.files;

import java.nio.file.attribute.FileTime;

/**
 * What shows, short of reading it, that a file was not touched.
 *
 * @param bytes its size
 * @param modified when it was last changed
 */
public record FileStamp(long bytes, FileTime modified) {}
