package fr.gaveurs.console.desktop.shell;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is built when it is first wanted. FX thread only. */
final class LazyValue<T> {
    private final Supplier<T> build;
    private @Nullable T built;

    LazyValue(Supplier<T> build) {
        this.build = build;
    }

    T get() {
        T known = built;
        if (known == null) {
            known = build.get();
            built = known;
        }
        return known;
    }
}
