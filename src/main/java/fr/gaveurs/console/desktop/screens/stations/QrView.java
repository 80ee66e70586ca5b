package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/** Draws a QR code, dark on white in every theme: that is how cameras read it. */
final class QrView extends DrawingRegion {
    private String text = "";
    /** Of the text; made when it is drawn for the first time, since most are never looked at. */
    private @Nullable QrCode code;

    QrView() {
        getStyleClass().add("qr-code");
    }

    /** @param now what the code says, at most as much as {@link QrCode#of} takes */
    void show(String now) {
        if (!now.equals(text)) {
            text = now;
            code = null;
            invalidate();
        }
    }

    @Override
    protected void draw(Frame frame) {
        if (text.isEmpty()) {
            return;
        }
        QrCode now = code == null ? QrCode.of(text) : code;
        code = now;
        int modules = now.size() + 2 * QrCode.QUIET;
        double side = Math.min(frame.width(), frame.height());
        // Whole pixels: modules of uneven width are read badly.
        double module = Math.max(1, Math.floor(side / modules));
        double whole = module * modules;
        double left = Math.floor((frame.width() - whole) / 2);
        double top = Math.floor((frame.height() - whole) / 2);
        frame.g().setFill(Color.WHITE);
        frame.g().fillRect(left, top, whole, whole);
        frame.g().setFill(Color.BLACK);
        for (int row = 0; row < now.size(); row++) {
            for (int column = 0; column < now.size(); column++) {
                if (now.dark(column, row)) {
                    frame.g()
                            .fillRect(
                                    left + (column + QrCode.QUIET) * module,
                                    top + (row + QrCode.QUIET) * module,
                                    module,
                                    module);
                }
            }
        }
    }
}
