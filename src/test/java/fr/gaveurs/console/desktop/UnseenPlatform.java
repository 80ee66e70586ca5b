package fr.gaveurs.console.desktop;

import com.sun.glass.ui.Application;
import com.sun.glass.ui.Pixels;
import com.sun.glass.ui.PlatformFactory;
import com.sun.glass.ui.View;
import com.sun.glass.ui.headless.HeadlessApplication;
import com.sun.glass.ui.headless.HeadlessPlatformFactory;
import com.sun.glass.ui.headless.HeadlessView;
import java.lang.reflect.Field;

/**
 * JavaFX's headless platform without its screen. Windows are laid out and drawn as ever, and pictures taken of them; but
 * their frames are not copied to a screen that nobody looks at, pixel by pixel on the window's thread, which took a third
 * of the processor time of tests with windows, and failed where a window ended beyond that screen.
 */
final class UnseenPlatform extends HeadlessPlatformFactory {
    /** The property by which benches have each frame brought to a screen, as the program does. */
    static final String SEEN = "gaveurs.test.seen";

    /** Before JavaFX starts; elsewhere than on the headless platform nothing changes. */
    static void choose() {
        if (Boolean.getBoolean(SEEN) || !"headless".equalsIgnoreCase(System.getProperty("glass.platform"))) {
            return;
        }
        try {
            Field chosen = PlatformFactory.class.getDeclaredField("instance");
            chosen.setAccessible(true);
            chosen.set(null, new UnseenPlatform());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Application createApplication() {
        return new HeadlessApplication() {
            @Override
            public View createView() {
                return new UnseenView();
            }
        };
    }

    private static final class UnseenView extends HeadlessView {
        @Override
        protected void _uploadPixels(long ptr, Pixels pixels) {}
    }
}
