package fr.gaveurs.console.backend.features.products.labels;

import fr.gaveurs.console.api.products.Products.LabelLanguage;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What a label says, in its language. */
enum LabelWords {
    FR(
            "Foie gras de canard cru",
            "Lot ",
            "Qualité ",
            "environ %d g",
            "Emballé le ",
            List.of("À consommer de", "préférence avant le"),
            "Code en texte, sans page web",
            "dd/MM/yyyy"),
    EN(
            "Raw duck foie gras",
            "Lot ",
            "Grade ",
            "about %d g",
            "Packed ",
            List.of("Best before"),
            "Code is text, no web page",
            "d MMM yyyy");

    final String name;
    final String lot;
    final String grade;
    private final String weight;
    final String packed;
    /** Lines above the date. */
    final List<String> best;

    final String noPage;
    private final DateTimeFormatter day;

    LabelWords(
            String name,
            String lot,
            String grade,
            String weight,
            String packed,
            List<String> best,
            String noPage,
            String day) {
        this.name = name;
        this.lot = lot;
        this.grade = grade;
        this.weight = weight;
        this.packed = packed;
        this.best = best;
        this.noPage = noPage;
        this.day = DateTimeFormatter.ofPattern(day, Locale.ENGLISH);
    }

    static LabelWords of(LabelLanguage language) {
        return language == LabelLanguage.FR ? FR : EN;
    }

    String date(LocalDate date) {
        return day.format(date);
    }

    String weight(double grams) {
        return String.format(Locale.ROOT, weight, Math.round(grams));
    }
}
