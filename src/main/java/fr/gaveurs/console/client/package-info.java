/** Speaks the contract over HTTP and WebSocket. Knows the api and nothing else of the program. */
@NullMarked
package fr.gaveurs.console.client;

import org.jspecify.annotations.NullMarked;
