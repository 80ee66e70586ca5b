/** API tokens and the rule of the loopback. */
@NullMarked
package fr.gaveurs.console.backend.platform.security;

import org.jspecify.annotations.NullMarked;
