/** How one of several candidates is chosen without knowing the right answer. */
@NullMarked
package dev.longctx.reason.select;

import org.jspecify.annotations.NullMarked;
