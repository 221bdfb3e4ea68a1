/** What selections share: texts by words, and the prompt of a judge. */
@NullMarked
package dev.longctx.reason.internal.select;

import org.jspecify.annotations.NullMarked;
