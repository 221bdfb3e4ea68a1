/** How problems are chosen and plans are shown. */
@NullMarked
package dev.longctx.reason.internal.curriculum;

import org.jspecify.annotations.NullMarked;
