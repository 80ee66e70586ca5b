package fr.gaveurs.console.desktop.kit.canvas;

/**
 * A parallel projection of a tray seen from above at an angle. In the model x runs along the columns, y along the rows
 * towards the viewer (at azimuth 0) and z up, all in mm; on the screen y runs down.
 *
 * @param azimuth how far the tray is turned about its vertical axis, degrees
 * @param elevation of the eye over the tray, degrees: 0 from its side, 90 from above
 * @param scale logical pixels per mm
 * @param centerX model x about which the tray turns, mm; centerY likewise
 * @param originX where the tray's middle at height 0 lies on the screen; originY likewise
 */
public record Projection(
        double azimuth,
        double elevation,
        double scale,
        double centerX,
        double centerY,
        double originX,
        double originY) {

    /**
     * Fits a box of {@code sizeX × sizeY × sizeZ} mm into an area. The scale is that of the widest turn, so the box
     * keeps its size while it is turned.
     */
    public static Projection fit(
            double azimuth,
            double elevation,
            double sizeX,
            double sizeY,
            double sizeZ,
            double left,
            double top,
            double width,
            double height) {
        double diagonal = Math.hypot(sizeX, sizeY);
        double sin = Math.sin(Math.toRadians(elevation));
        double cos = Math.cos(Math.toRadians(elevation));
        double tall = diagonal * sin + sizeZ * cos;
        double scale = Math.max(0, Math.min(width / diagonal, height / tall));
        double originY = top + (height - tall * scale) / 2 + (sizeZ * cos + diagonal * sin / 2) * scale;
        return new Projection(azimuth, elevation, scale, sizeX / 2, sizeY / 2, left + width / 2, originY);
    }

    public double screenX(double x, double y) {
        double turn = Math.toRadians(azimuth);
        return originX + scale * ((x - centerX) * Math.cos(turn) - (y - centerY) * Math.sin(turn));
    }

    public double screenY(double x, double y, double z) {
        double tilt = Math.toRadians(elevation);
        return originY + scale * (nearness(x, y) * Math.sin(tilt) - z * Math.cos(tilt));
    }

    /**
     * How near a point of the ground is to the viewer, mm along the ground. Columns that stand on disjoint convex
     * pieces of a grid hide each other in this order alone, whatever their heights.
     */
    public double nearness(double x, double y) {
        double turn = Math.toRadians(azimuth);
        return (x - centerX) * Math.sin(turn) + (y - centerY) * Math.cos(turn);
    }
}
