package fr.gaveurs.console.desktop.screens.bugs.report;

/** The part of a picture that is kept, in pixels of the picture: x to the right, y down. */
record Crop(int x, int y, int width, int height) {
    /** A smaller part shows nothing that could be recognised. */
    static final int LEAST = 24;

    static Crop all(int width, int height) {
        return new Crop(0, 0, width, height);
    }

    /** The rectangle between two corners, in any order, pulled into a picture and to the least size. */
    static Crop between(double x1, double y1, double x2, double y2, int pictureWidth, int pictureHeight) {
        int left = (int) Math.floor(Math.min(x1, x2));
        int top = (int) Math.floor(Math.min(y1, y2));
        int right = (int) Math.ceil(Math.max(x1, x2));
        int bottom = (int) Math.ceil(Math.max(y1, y2));
        int from = clamp(left, 0, pictureWidth);
        int above = clamp(top, 0, pictureHeight);
        return new Crop(from, above, clamp(right, 0, pictureWidth) - from, clamp(bottom, 0, pictureHeight) - above)
                .within(pictureWidth, pictureHeight);
    }

    /** The same part, shifted as far as the picture allows. */
    Crop moved(int right, int down, int pictureWidth, int pictureHeight) {
        return new Crop(
                clamp(x + right, 0, pictureWidth - width), clamp(y + down, 0, pictureHeight - height), width, height);
    }

    /** Its lower right corner shifted as far as the picture and the least size allow. */
    Crop resized(int wider, int higher, int pictureWidth, int pictureHeight) {
        return new Crop(
                x,
                y,
                clamp(width + wider, Math.min(LEAST, pictureWidth - x), pictureWidth - x),
                clamp(height + higher, Math.min(LEAST, pictureHeight - y), pictureHeight - y));
    }

    /** Of at least the least size, and inside a picture; a picture smaller than that is kept whole. */
    Crop within(int pictureWidth, int pictureHeight) {
        int w = clamp(width, Math.min(LEAST, pictureWidth), pictureWidth);
        int h = clamp(height, Math.min(LEAST, pictureHeight), pictureHeight);
        return new Crop(clamp(x, 0, pictureWidth - w), clamp(y, 0, pictureHeight - h), w, h);
    }

    boolean isAllOf(int pictureWidth, int pictureHeight) {
        return x == 0 && y == 0 && width == pictureWidth && height == pictureHeight;
    }

    private static int clamp(int value, int least, int most) {
        return Math.max(least, Math.min(most, value));
    }
}
