/** How a feature hands rows to the transparency log, and the log's arithmetic: hashes, tiles, proofs, signed checkpoints. */
@NullMarked
package fr.gaveurs.console.backend.platform.tlog;

import org.jspecify.annotations.NullMarked;
