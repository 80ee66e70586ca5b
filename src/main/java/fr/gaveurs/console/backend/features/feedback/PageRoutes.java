package fr.gaveurs.console.backend.features.feedback;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.FileContent;
import fr.gaveurs.console.api.feedback.FeedbackApi;
import fr.gaveurs.console.api.feedback.Feedbacks.FeedbackReceipt;
import fr.gaveurs.console.api.feedback.Feedbacks.NewFeedback;
import fr.gaveurs.console.api.feedback.Feedbacks.State;
import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.backend.features.feedback.FeedbackMeters.Refusal;
import fr.gaveurs.console.backend.features.feedback.FeedbackMeters.Shown;
import fr.gaveurs.console.backend.features.feedback.PublicProducts.Seen;
import fr.gaveurs.console.backend.features.feedback.page.ConsumerPage;
import fr.gaveurs.console.backend.features.feedback.page.PageForm;
import fr.gaveurs.console.backend.features.feedback.page.PageModel;
import fr.gaveurs.console.backend.features.feedback.page.PageStyle;
import fr.gaveurs.console.backend.features.products.ProductDirectory;
import fr.gaveurs.console.backend.platform.http.AcceptHeader;
import fr.gaveurs.console.backend.platform.http.Call;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.http.RecordRules;
import fr.gaveurs.console.backend.platform.http.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page of a product, and its form. Whatever comes of it, a person gets a page. */
final class PageRoutes {
    private final ProductDirectory products;
    private final ProductProofs proofs;
    private final FeedbackRequests requests;
    private final PublicProducts shown;
    private final FormTokens tokens;
    private final ConsumerPage page;
    private final AnswerLimit limit = new AnswerLimit();

    /** @param zone of the sites' days */
    PageRoutes(
            ProductDirectory products,
            ProductProofs proofs,
            FeedbackRequests requests,
            PublicProducts shown,
            FormTokens tokens,
            ZoneId zone) {
        this.products = products;
        this.proofs = proofs;
        this.requests = requests;
        this.shown = shown;
        this.tokens = tokens;
        this.page = new ConsumerPage(zone);
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(FeedbackApi.PAGE, call -> call.slashed() ? elsewhere(call) : show(call), this::trouble),
                new Endpoint(
                        FeedbackApi.PAGE_FORM, call -> call.slashed() ? elsewhere(call) : send(call), this::trouble),
                new Endpoint(FeedbackApi.PAGE_PROOF, this::proof));
    }

    /** The page's links are relative, since a proxy may put something before its address. */
    private static Reply elsewhere(Call call) {
        String code = URLEncoder.encode(call.path("qr"), StandardCharsets.UTF_8).replace("+", "%20");
        return new Reply(308, new byte[0], "text/plain; charset=utf-8", Map.of("Location", "../" + code));
    }

    private Reply show(Call call) throws SQLException {
        Optional<Seen> seen = shown.ofCode(call.path("qr"));
        requests.meters().page(Shown.of(seen));
        return seen.isEmpty() ? reply(call, 404, PageModel::unknown) : reply(call, 200, () -> model(seen.get(), true));
    }

    /** A file to be kept: whoever doubts the page need not believe it. */
    private Reply proof(Call call) throws SQLException {
        Product product = products.ofCode(call.path("qr")).orElseThrow(FeedbackRequests::unknownCode);
        return Reply.json(200, proofs.proof(product.productId()))
                .with("Content-Disposition", "attachment; filename=\"" + product.productId() + ".proof.json\"");
    }

    /** @param withForm unless it is recalled */
    private PageModel model(Seen seen, boolean withForm) {
        String id = seen.product().productId();
        return PageModel.of(
                seen.shown(),
                products.signed(id),
                withForm && seen.product().recall() == null ? tokens.issue(id) : null);
    }

    private Reply send(Call call) throws SQLException {
        Optional<Seen> found = shown.ofCode(call.path("qr"));
        if (found.isEmpty()) {
            requests.meters().refused(Refusal.UNKNOWN_CODE);
            return reply(call, 404, PageModel::unknown);
        }
        Seen seen = found.get();
        PageForm form = PageForm.parse(call.body(FileContent.class).bytes());
        try {
            requests.admit(call.address());
            return taken(call, seen, form);
        } catch (ProblemException e) {
            return refused(call, seen, form, e);
        }
    }

    private Reply taken(Call call, Seen seen, PageForm form) throws SQLException {
        Product product = seen.product();
        // Browsers say where a form comes from; one of another page, whoever filled it in, is none of ours.
        if ("cross-site".equals(call.header("sec-fetch-site"))) {
            requests.meters().refused(Refusal.FORM);
            return reply(call, 403, () -> model(seen, true).told("foreign", false));
        }
        FormTokens.Checked token = tokens.check(product.productId(), form.token());
        byte[] submission = token.submission();
        if (submission == null) {
            requests.meters().refused(Refusal.FORM);
            String why = token.isTooOld() ? "expired" : "unknown_form";
            return reply(
                    call, 403, () -> model(seen, true).filled(form, Set.of()).told(why, false));
        }
        NewFeedback given = checked(form, product);
        FeedbackReceipt receipt = requests.take(product, given, call.address(), submission);
        String news = receipt.status() == State.HELD ? "held" : "thanks";
        // With this rating in its figures.
        Seen now = shown.find(product.productId()).orElse(seen);
        return reply(call, 201, () -> model(now, false).told(news, true));
    }

    /** @throws ProblemException 422 that names each field that the page does not offer so */
    private NewFeedback checked(PageForm form, Product product) {
        List<FieldError> errors = new ArrayList<>(form.errors());
        NewFeedback given = form.feedback(products.signed(product.productId()));
        try {
            given = RecordRules.check(given);
        } catch (ProblemException e) {
            errors.addAll(e.errors());
        }
        if (!errors.isEmpty()) {
            requests.meters().refused(Refusal.INVALID);
            throw ProblemException.unprocessable("some values are not allowed", errors);
        }
        return given;
    }

    private Reply refused(Call call, Seen seen, PageForm form, ProblemException e) {
        return switch (e.status()) {
            case 409 ->
                reply(call, 409, () -> model(seen, false)
                        .told(
                                FeedbackRequests.SENT_BEFORE.equals(e.getMessage()) ? "sent_before" : "duplicate",
                                false));
            case 410 -> reply(call, 410, () -> model(seen, false).told("recalled", false));
            case 422 ->
                reply(call, 422, () -> model(seen, true).filled(form, fields(e)).told("faults", false));
            case 429 ->
                headers(
                        reply(call, 429, () -> model(seen, true)
                                .filled(form, Set.of())
                                .told("too_many", false)),
                        e);
            default -> throw e;
        };
    }

    private static Set<String> fields(ProblemException e) {
        return e.errors().stream().map(FieldError::field).collect(Collectors.toUnmodifiableSet());
    }

    private static Reply headers(Reply reply, ProblemException e) {
        @Nullable String wait = e.headers().get("Retry-After");
        return wait == null ? reply : reply.with("Retry-After", wait);
    }

    /** Where there is no page of a product, for whatever reason. */
    private Reply trouble(ProblemException problem, @Nullable String accepted) {
        ConsumerPage.Trouble why =
                switch (problem.status()) {
                    case 429 -> ConsumerPage.Trouble.TOO_MANY;
                    case 500, 503 -> ConsumerPage.Trouble.AWAY;
                    default -> ConsumerPage.Trouble.UNREADABLE;
                };
        String language = language(accepted);
        return headers(page(problem.status(), page.trouble(why, language), language), problem);
    }

    private static String language(@Nullable String accepted) {
        return AcceptHeader.oneOf(accepted, List.of("fr", "en"));
    }

    private Reply reply(Call call, int status, Supplier<PageModel> model) {
        return limit.run(() -> written(call, status, model.get()));
    }

    private Reply written(Call call, int status, PageModel model) {
        String language = language(call.header("accept-language"));
        return page(status, page.write(model, language), language);
    }

    private static Reply page(int status, byte[] bytes, String language) {
        return new Reply(status, bytes, "text/html; charset=utf-8", Map.of())
                .with("Content-Security-Policy", PageStyle.POLICY)
                .with("Referrer-Policy", "no-referrer")
                .with("Content-Language", language)
                .with("Vary", "Accept-Language");
    }
}
