/** What a policy learns from, in which order: phases by length, and what later ones take back. */
@NullMarked
package dev.longctx.reason.curriculum;

import org.jspecify.annotations.NullMarked;
