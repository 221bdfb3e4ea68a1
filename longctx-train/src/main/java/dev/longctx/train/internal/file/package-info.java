/** Files: changes that survive a kill, and JSON that is read strictly. */
@NullMarked
package dev.longctx.train.internal.file;

import org.jspecify.annotations.NullMarked;
