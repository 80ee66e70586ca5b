package fr.gaveurs.console.backend.features.devices;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The board that an approval is bound to: by its MAC address, by where its messages come from and, as long as that is
 * open, by its connection. Guarded by its owner.
 */
final class BoardBinding {
    private @Nullable String mac;
    private @Nullable String address;
    private @Nullable Voice connection;

    /** Null where its hello named none. */
    @Nullable
    String mac() {
        return mac;
    }

    /** Null where it is bound to no board. */
    @Nullable
    String address() {
        return address;
    }

    /** Binds to the board that speaks over a connection. */
    void to(Voice voice, @Nullable String boardsMac) {
        to(voice.address(), boardsMac, voice);
    }

    /** Binds to a board; where it is the same one, its connection is, too. */
    void to(@Nullable String boardsAddress, @Nullable String boardsMac) {
        boolean same = Objects.equals(mac, boardsMac) && Objects.equals(address, boardsAddress);
        to(boardsAddress, boardsMac, same ? connection : null);
    }

    /** @param voice its connection; null where none is open */
    void to(@Nullable String boardsAddress, @Nullable String boardsMac, @Nullable Voice voice) {
        address = boardsAddress;
        mac = boardsMac;
        connection = voice;
    }

    void closed(Voice voice) {
        connection = voice == connection ? null : connection;
    }

    /** Whether a connection is named by it that is still open. */
    boolean isToConnection() {
        return connection != null;
    }

    boolean isTo(Voice voice) {
        return voice == connection;
    }

    boolean is(String boardsAddress, @Nullable String boardsMac) {
        return boardsAddress.equals(address) && Objects.equals(boardsMac, mac);
    }

    boolean is(Claim claim) {
        return is(claim.address, claim.mac);
    }

    /** Firmware that says no hello on each connection is known by where it comes from alone. */
    boolean fits(String boardsAddress, @Nullable String boardsMac) {
        return boardsAddress.equals(address) && (boardsMac == null || mac == null || boardsMac.equals(mac));
    }

    /** For a sentence. */
    String named() {
        return Claim.named(mac, address);
    }
}
