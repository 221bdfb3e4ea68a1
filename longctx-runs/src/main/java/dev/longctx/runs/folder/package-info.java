/** Folders that a run can be continued from. */
@NullMarked
package dev.longctx.runs.folder;

import org.jspecify.annotations.NullMarked;
