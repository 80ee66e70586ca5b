package fr.gaveurs.console.backend.platform.diagnostics;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this machine, by which people find what lies on its disk. */
public final class MachineName {
    private MachineName() {}

    public static String get() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A name that no name server knows is still the machine's.
            String message = String.valueOf(e.getMessage());
            return message.contains(":") ? message.substring(0, message.indexOf(':')) : message;
        }
    }
}
