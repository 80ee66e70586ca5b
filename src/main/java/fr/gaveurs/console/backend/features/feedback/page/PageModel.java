package fr.gaveurs.console.backend.features.feedback.page;

import fr.gaveurs.console.api.feedback.Feedbacks.PublicProduct;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows.
 *
 * @param product null where the code is of none
 * @param address last part of the page's address, to which its form is sent
 * @param token what the form carries; null where there is no form
 * @param form what was filled in
 * @param faults fields that were filled in wrongly
 * @param notice key of a text that tells what came of the form; null where none was sent
 * @param good whether that is good news
 */
public record PageModel(
        @Nullable PublicProduct product,
        String address,
        @Nullable String token,
        PageForm form,
        Set<String> faults,
        @Nullable String notice,
        boolean good) {
    /** No product has the code. */
    public static PageModel unknown() {
        return new PageModel(null, "", null, PageForm.EMPTY, Set.of(), null, false);
    }

    /** A product with a form to be filled in, or without one where there is no token. */
    public static PageModel of(PublicProduct product, String address, @Nullable String token) {
        return new PageModel(product, address, token, PageForm.EMPTY, Set.of(), null, false);
    }

    /** The same at another address, with another form. */
    PageModel at(String otherAddress, String otherToken) {
        return new PageModel(product, otherAddress, otherToken, form, faults, notice, good);
    }

    /** The same after a form was sent: what came of it. */
    public PageModel told(String key, boolean isGood) {
        return new PageModel(product, address, token, form, faults, key, isGood);
    }

    /** The same with what was filled in, and what is wrong of it. */
    public PageModel filled(PageForm given, Set<String> wrong) {
        return new PageModel(product, address, token, given, wrong, notice, good);
    }
}
