package fr.gaveurs.console.backend.features.devices;

/**
 * One connection that speaks for stations; each object is another one.
 */
public final class Voice {
    private final String address;
    private final boolean local;

    /**
     * @param address where it comes from, such as {@code 192.168.1.30}
     * @param local whether that is this machine
     */
    public Voice(String address, boolean local) {
        this.address = address;
        this.local = local;
    }

    public String address() {
        return address;
    }

    public boolean local() {
        return local;
    }
}
