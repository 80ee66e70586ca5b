package fr.gaveurs.console.backend.features.firmware.image;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file's bytes by their positions. */
@FunctionalInterface
interface PieceSource {
    /** Fills the buffer from a position on; all of it lies within the file. */
    void read(long position, ByteBuffer into) throws IOException;
}
