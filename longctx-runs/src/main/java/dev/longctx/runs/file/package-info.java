/** Files that are there whole or not at all. */
@NullMarked
package dev.longctx.runs.file;

import org.jspecify.annotations.NullMarked;
