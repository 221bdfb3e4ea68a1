package dev.longctx.train.internal.file;

import java.util.function.Predicate;

/**
 * What a directory may hold that is replaced as a whole. One that holds anything else is somebody's
 * and stays.
 *
 * @param mark a file that every such directory has
 * @param names whether a file of that name belongs there; true for the mark
 */
public record DirectoryKind(String mark, Predicate<String> names) {}
