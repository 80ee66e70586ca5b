/** Messages of the dashboards' socket. */
@NullMarked
package fr.gaveurs.console.api.realtime;

import org.jspecify.annotations.NullMarked;
