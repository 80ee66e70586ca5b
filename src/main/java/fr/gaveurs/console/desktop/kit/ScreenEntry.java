package fr.gaveurs.console.desktop.kit;

import java.util.function.Supplier;
import org.kordamp.ikonli.Ikon;

/**
 * A screen as the rail knows it.
 *
 * @param key its name in settings and tests; its word is the message {@code rail.KEY}
 * @param build builds it, when it is wanted for the first time
 */
public record ScreenEntry(String key, Ikon icon, Supplier<Screen> build) {}
