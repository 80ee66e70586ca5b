package fr.gaveurs.console.desktop.kit.canvas;

/**
 * Where the cells of a matrix lie. Cells are numbered row by row; every side lies on a device pixel, so cells may
 * differ by one of them.
 *
 * @param rows number of rows
 * @param columns number of columns
 * @param x left side
 * @param y top side
 * @param width of all columns
 * @param height of all rows
 */
public record ZoneGrid(int rows, int columns, double x, double y, double width, double height, Crisp crisp) {

    /** The largest grid of the given aspect (width over height) in an area, at its top middle. */
    public static ZoneGrid fit(
            int rows, int columns, double aspect, double left, double top, double width, double height, Crisp crisp) {
        double w = Math.max(0, Math.min(width, height * aspect));
        double h = w / aspect;
        double x = crisp.edge(left + (width - w) / 2);
        double y = crisp.edge(top);
        return new ZoneGrid(rows, columns, x, y, crisp.edge(w), crisp.edge(h), crisp);
    }

    /** Left side of a column; the number after the last column gives the right side of it. */
    public double columnX(int column) {
        return crisp.edge(x + width * column / columns);
    }

    /** Top side of a row; the number after the last row gives the bottom of it. */
    public double rowY(int row) {
        return crisp.edge(y + height * row / rows);
    }

    /** The cell under a point, −1 for none. */
    public int cellAt(double pointX, double pointY) {
        if (pointX < x || pointY < y || pointX >= x + width || pointY >= y + height) {
            return -1;
        }
        int column = Math.min(columns - 1, (int) ((pointX - x) / width * columns));
        int row = Math.min(rows - 1, (int) ((pointY - y) / height * rows));
        return row * columns + column;
    }
}
