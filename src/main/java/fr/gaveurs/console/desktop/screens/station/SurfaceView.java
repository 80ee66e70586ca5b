package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion;
import fr.gaveurs.console.desktop.kit.canvas.Projection;
import fr.gaveurs.console.desktop.kit.canvas.SurfaceMesh;
import fr.gaveurs.console.desktop.kit.canvas.Ticks;
import javafx.beans.property.IntegerProperty;
import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * The liver as the sensor saw it: heights over the tray's floor. Dragging or the arrow keys turn it, a double click or
 * Home puts it back.
 */
final class SurfaceView extends DrawingRegion {
    private static final double AZIMUTH = -28;
    private static final double ELEVATION = 38;
    private static final double LOWEST = 8;
    private static final double HIGHEST = 90;
    private static final double KEY_STEP = 5;
    private static final double DEGREES_PER_PIXEL = 0.5;
    /** Flat things look flat: the height axis never ends below this, mm. */
    private static final double LEAST_HEIGHT = 40;

    /** Even, so that the borders of zones lie on lines of the mesh. */
    private static final int REFINEMENT = 4;

    /** From where it is looked at, degrees. */
    private record View(double azimuth, double elevation) {}

    private final Look look;
    private final IntegerProperty zone;
    private @Nullable Shown shown;
    private @Nullable SurfaceMesh mesh;
    private boolean smooth = true;
    private double azimuth = AZIMUTH;
    private double elevation = ELEVATION;
    private double lastX;
    private double lastY;

    /** @param zone the cursor of the maps, 0–63, marked here too */
    SurfaceView(Look look, IntegerProperty zone) {
        this.look = look;
        this.zone = zone;
        look.palette().subscribe(this::invalidate);
        zone.subscribe(this::invalidate);
        setFocusTraversable(true);
        setCursor(Cursor.OPEN_HAND);
        getStyleClass().add("station-focusable");
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_RELEASED, event -> setCursor(Cursor.OPEN_HAND));
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        Kept.part(this, View.class, () -> new View(azimuth, elevation), view -> turn(view.azimuth(), view.elevation()));
    }

    void show(@Nullable Shown now) {
        shown = now;
        mesh = null;
        invalidate();
    }

    /** Rounded between the zones, or one flat piece from each zone to the next. */
    void smooth(boolean now) {
        smooth = now;
        mesh = null;
        invalidate();
    }

    /** Back to the first view. */
    void reset() {
        turn(AZIMUTH, ELEVATION);
    }

    @Override
    protected void draw(Frame frame) {
        Shown now = shown;
        if (now == null) {
            return;
        }
        Zones zones = now.zones();
        if (zones == null || now.sample().vl53l8ch().analysis().floorMm() == null) {
            Marks.sentence(
                    frame, look, look.messages().get(zones == null ? "station.map.none" : "station.surface.flat"));
            return;
        }
        SurfaceMesh surface = mesh;
        if (surface == null) {
            surface = SurfaceMesh.of(zones.heights(), Zones.SIDE, Zones.WIDTH_MM, Zones.HEIGHT_MM, REFINEMENT, smooth);
            mesh = surface;
        }
        Ticks heights = Ticks.covering(0, Math.max(LEAST_HEIGHT, zones.highest()), 4);
        double em = frame.em();
        Projection projection = Projection.fit(
                azimuth,
                elevation,
                Zones.SIDE * Zones.WIDTH_MM,
                Zones.SIDE * Zones.HEIGHT_MM,
                heights.high(),
                em * 2.2,
                em * 0.6,
                frame.width() - em * 4.4,
                frame.height() - em * 2.2);
        new SurfacePainter(look, frame, projection, zones, surface, heights).draw(now.defects(), zone.get());
    }

    private void turn(double toAzimuth, double toElevation) {
        azimuth = Math.IEEEremainder(toAzimuth, 360);
        elevation = Math.clamp(toElevation, LOWEST, HIGHEST);
        invalidate();
    }

    private void press(MouseEvent event) {
        requestFocus();
        lastX = event.getX();
        lastY = event.getY();
        setCursor(Cursor.CLOSED_HAND);
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
            reset();
        }
    }

    private void drag(MouseEvent event) {
        turn(
                azimuth - (event.getX() - lastX) * DEGREES_PER_PIXEL,
                elevation + (event.getY() - lastY) * DEGREES_PER_PIXEL);
        lastX = event.getX();
        lastY = event.getY();
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> turn(azimuth + KEY_STEP, elevation);
            case RIGHT -> turn(azimuth - KEY_STEP, elevation);
            case UP -> turn(azimuth, elevation + KEY_STEP);
            case DOWN -> turn(azimuth, elevation - KEY_STEP);
            case HOME -> reset();
            default -> {
                return;
            }
        }
        event.consume();
    }
}
