package fr.gaveurs.console.desktop;

import com.sun.glass.ui.Application;
import com.sun.glass.ui.PlatformFactory;
import com.sun.glass.ui.Screen;
import com.sun.glass.ui.View;
import com.sun.glass.ui.Window;
import com.sun.glass.ui.headless.HeadlessApplication;
import com.sun.glass.ui.headless.HeadlessPlatformFactory;
import com.sun.glass.ui.headless.HeadlessView;
import com.sun.glass.ui.headless.HeadlessWindow;
import java.lang.reflect.Field;

/**
 * JavaFX's headless platform without its screen. Windows are laid out as ever, and pictures taken of them; but their frames
 * are neither drawn nor copied to a screen that nobody looks at, which took a third of the processor time of tests with
 * windows, and failed where a window ended beyond that screen. And what was closed is let go: there each robot keeps a
 * window, which keeps the robot before it, and so on to the first of all.
 */
final class UnseenPlatform extends HeadlessPlatformFactory {
    /** The property by which benches have each frame brought to a screen, as the program does. */
    static final String SEEN = "gaveurs.test.seen";

    private static final Field ROBOT = field(HeadlessWindow.class, "robot");

    /** Before JavaFX starts; elsewhere than on the headless platform nothing changes. */
    static void choose() {
        if (Boolean.getBoolean(SEEN) || !"headless".equalsIgnoreCase(System.getProperty("glass.platform"))) {
            return;
        }
        set(field(PlatformFactory.class, "instance"), null, new UnseenPlatform());
    }

    private static Field field(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(Field field, Object of, Object value) {
        try {
            field.set(of, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Application createApplication() {
        return new HeadlessApplication() {
            @Override
            public Window createWindow(Window owner, Screen screen, int styleMask) {
                Window window = super.createWindow(owner, screen, styleMask);
                // It would only tell its robot when it is closed, who looks for itself whether it still is there.
                set(ROBOT, window, null);
                return window;
            }

            @Override
            public View createView() {
                return new UnseenView();
            }
        };
    }

    private static final class UnseenView extends HeadlessView {
        /** Asked by nobody but who draws a frame: nothing is drawn of a window whose view is closed. */
        @Override
        public boolean isClosed() {
            return true;
        }
    }
}
