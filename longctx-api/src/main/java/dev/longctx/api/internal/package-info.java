/** What the packages of this module share and do not show. */
@NullMarked
package dev.longctx.api.internal;

import org.jspecify.annotations.NullMarked;
