package fr.gaveurs.console.desktop.kit.pump;

/** Hears how the window's thread keeps up; called on a thread of the pump, never on the FX thread. */
public interface UiMeter {
    UiMeter NONE = new UiMeter() {
        @Override
        public void pulse(double seconds) {}

        @Override
        public void freeze() {}
    };

    /** Time between asking for a run on the FX thread and its start, s; about once a second. */
    void pulse(double seconds);

    /** The FX thread did not answer for {@link Pump#FREEZE}. */
    void freeze();
}
