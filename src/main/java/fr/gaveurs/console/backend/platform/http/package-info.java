/** Jetty: the router over the table of routes, problems, documentation, access. */
@NullMarked
package fr.gaveurs.console.backend.platform.http;

import org.jspecify.annotations.NullMarked;
