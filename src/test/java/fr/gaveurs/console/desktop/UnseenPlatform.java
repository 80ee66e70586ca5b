package fr.gaveurs.console.desktop;

import com.sun.glass.ui.Application;
import com.sun.glass.ui.PlatformFactory;
import com.sun.glass.ui.Screen;
import com.sun.glass.ui.Timer;
import com.sun.glass.ui.View;
import com.sun.glass.ui.Window;
import com.sun.glass.ui.headless.HeadlessApplication;
import com.sun.glass.ui.headless.HeadlessPlatformFactory;
import com.sun.glass.ui.headless.HeadlessView;
import com.sun.glass.ui.headless.HeadlessWindow;
import java.lang.reflect.Field;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

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
            private @Nullable FrameTimer frames;

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

            @Override
            public Timer createTimer(Runnable frame) {
                FrameTimer made = new FrameTimer(frame);
                frames = made;
                return made;
            }

            @Override
            protected void _invokeLater(Runnable task) {
                FrameTimer timer = frames;
                super._invokeLater(timer == null ? task : timer.posted(task));
            }
        };
    }

    /**
     * Begins a frame as soon as somebody asks for one. The platform's own timer looks for that each sixtieth of a second, for
     * which tests wait most of their time, and also where nothing is asked for: it knows no rest.
     */
    private static final class FrameTimer extends Timer {
        /** Between two frames that were asked for from outside of one, as on a quick screen. */
        private static final long ASKED_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
        /** Between two of something that moves or waits, which asks for the next within one. */
        private static final long MOVING_NANOS = TimeUnit.MILLISECONDS.toNanos(16);

        private volatile @Nullable Thread thread;
        private volatile boolean resting;
        private volatile boolean asked;
        /** Whether a frame was begun; none is while the one before goes on. */
        private boolean begun;
        /** Whether the FX thread is at one. */
        private boolean within;

        FrameTimer(Runnable frame) {
            super(frame);
        }

        @Override
        protected long _start(Runnable frame) {
            return _start(frame, 0);
        }

        @Override
        protected long _start(Runnable frame, int period) {
            Thread started = new Thread(() -> run(frame), "frames");
            started.setDaemon(true);
            thread = started;
            started.start();
            return 1;
        }

        private void run(Runnable frame) {
            long last = System.nanoTime();
            while (Thread.currentThread().equals(thread)) {
                long left = last + (asked ? ASKED_NANOS : MOVING_NANOS) - System.nanoTime();
                if (resting) {
                    LockSupport.park(this);
                } else if (left > 0) {
                    LockSupport.parkNanos(this, left);
                } else {
                    boolean again = asked;
                    asked = false;
                    begun = false;
                    frame.run();
                    last = System.nanoTime();
                    if (again && !begun) {
                        asked = true;
                    }
                }
            }
        }

        /** What is posted to the FX thread, which is a frame where this timer posts it. */
        Runnable posted(Runnable task) {
            if (!Thread.currentThread().equals(thread)) {
                return task;
            }
            begun = true;
            return () -> {
                within = true;
                try {
                    task.run();
                } finally {
                    within = false;
                }
            };
        }

        @Override
        protected void _stop(long timer) {
            thread = null;
        }

        @Override
        protected void _pause(long timer) {
            resting = true;
        }

        @Override
        protected void _resume(long timer) {
            if (!(Platform.isFxApplicationThread() && within)) {
                asked = true;
            }
            resting = false;
            LockSupport.unpark(thread);
        }
    }

    private static final class UnseenView extends HeadlessView {
        /** Asked by nobody but who draws a frame: nothing is drawn of a window whose view is closed. */
        @Override
        public boolean isClosed() {
            return true;
        }
    }
}
