package fr.gaveurs.console.desktop.screens.stations;

/** In how many lines the list shows a station, by the room there is. */
enum ListForm {
    /** A column for each figure, under a head that names them. */
    COLUMNS(80, 3.3),
    TWO_LINES(47, 3.6),
    THREE_LINES(0, 5.1);

    private final double from;
    private final double height;

    ListForm(double from, double height) {
        this.from = from;
        this.height = height;
    }

    /** How high a row is, em. */
    double height() {
        return height;
    }

    /** @param width of the list, em */
    static ListForm of(double width) {
        for (ListForm form : values()) {
            if (width >= form.from) {
                return form;
            }
        }
        return THREE_LINES;
    }
}
