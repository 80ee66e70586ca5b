/** Sockets of devices and dashboards, the way from a frame to a commit, and the hub. */
@NullMarked
package fr.gaveurs.console.backend.ingest;

import org.jspecify.annotations.NullMarked;
