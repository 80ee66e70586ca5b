@NullMarked
package fr.gaveurs.console.client;

import org.jspecify.annotations.NullMarked;
