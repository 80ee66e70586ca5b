@NullMarked
package fr.gaveurs.console.api;

import org.jspecify.annotations.NullMarked;
