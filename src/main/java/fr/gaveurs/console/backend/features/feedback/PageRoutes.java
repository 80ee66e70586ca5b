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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page of a product, and its form. Whatever comes of it, a person gets a page. */
final class PageRoutes {
    private final ProductDirectory products;
    private final FeedbackRequests requests;
    private final FeedbackQueries queries;
    private final FormTokens tokens;
    private final PublicView view;
    private final ConsumerPage page;
    private final AnswerLimit limit = new AnswerLimit();

    PageRoutes(
            ProductDirectory products,
            FeedbackRequests requests,
            FeedbackQueries queries,
            FormTokens tokens,
            PublicView view) {
        this.products = products;
        this.requests = requests;
        this.queries = queries;
        this.tokens = tokens;
        this.view = view;
        this.page = new ConsumerPage(view.zone());
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(FeedbackApi.PAGE, call -> call.slashed() ? elsewhere(call) : show(call)),
                new Endpoint(FeedbackApi.PAGE_FORM, call -> call.slashed() ? elsewhere(call) : send(call)),
                new Endpoint(FeedbackApi.PAGE_PROOF, this::proof));
    }

    /** The page's links are relative, since a proxy may put something before its address. */
    private static Reply elsewhere(Call call) {
        String code = URLEncoder.encode(call.path("qr"), StandardCharsets.UTF_8).replace("+", "%20");
        return new Reply(308, new byte[0], "text/plain; charset=utf-8", Map.of("Location", "../" + code));
    }

    private Reply show(Call call) throws SQLException {
        Optional<Product> found = products.ofCode(call.path("qr"));
        requests.meters()
                .page(found.map(product -> product.recall() == null ? Shown.PRODUCT : Shown.RECALLED)
                        .orElse(Shown.UNKNOWN));
        return found.isEmpty()
                ? reply(call, 404, PageModel::unknown)
                : reply(call, 200, () -> model(found.get(), true));
    }

    /** A file to be kept: whoever doubts the page need not believe it. */
    private Reply proof(Call call) throws SQLException {
        Product product = products.ofCode(call.path("qr")).orElseThrow(FeedbackRequests::unknownCode);
        return Reply.json(200, view.proofs().proof(product.productId()))
                .with("Content-Disposition", "attachment; filename=\"" + product.productId() + ".proof.json\"");
    }

    /** @param withForm unless it is recalled */
    private PageModel model(Product product, boolean withForm) throws SQLException {
        String id = product.productId();
        return PageModel.of(
                view.of(product, queries.ofProduct(id)),
                products.signed(id),
                withForm && product.recall() == null ? tokens.issue(id) : null);
    }

    private Reply send(Call call) throws SQLException {
        Optional<Product> found = products.ofCode(call.path("qr"));
        if (found.isEmpty()) {
            requests.meters().refused(Refusal.UNKNOWN_CODE);
            return reply(call, 404, PageModel::unknown);
        }
        Product product = found.get();
        PageForm form = PageForm.parse(call.body(FileContent.class).bytes());
        try {
            requests.admit(call.address());
            return taken(call, product, form);
        } catch (ProblemException e) {
            return refused(call, product, form, e);
        }
    }

    private Reply taken(Call call, Product product, PageForm form) throws SQLException {
        // Browsers say where a form comes from; one of another page, whoever filled it in, is none of ours.
        if ("cross-site".equals(call.header("sec-fetch-site"))) {
            requests.meters().refused(Refusal.FORM);
            return reply(call, 403, () -> model(product, true).told("foreign", false));
        }
        FormTokens.Checked token = tokens.check(product.productId(), form.token());
        byte[] submission = token.submission();
        if (submission == null) {
            requests.meters().refused(Refusal.FORM);
            String why = token.isTooOld() ? "expired" : "unknown_form";
            return reply(
                    call, 403, () -> model(product, true).filled(form, Set.of()).told(why, false));
        }
        NewFeedback given = checked(form, product);
        FeedbackReceipt receipt = requests.take(product, given, call.address(), submission);
        String news = receipt.status() == State.HELD ? "held" : "thanks";
        return reply(call, 201, () -> model(product, false).told(news, true));
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

    private Reply refused(Call call, Product product, PageForm form, ProblemException e) throws SQLException {
        return switch (e.status()) {
            case 409 ->
                reply(call, 409, () -> model(product, false)
                        .told(
                                FeedbackRequests.SENT_BEFORE.equals(e.getMessage()) ? "sent_before" : "duplicate",
                                false));
            case 410 -> reply(call, 410, () -> model(product, false).told("recalled", false));
            case 422 ->
                reply(call, 422, () -> model(product, true)
                        .filled(form, fields(e))
                        .told("faults", false));
            case 429 ->
                headers(
                        reply(call, 429, () -> model(product, true)
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

    private Reply reply(Call call, int status, AnswerLimit.Work<PageModel> model) throws SQLException {
        return limit.run(() -> written(call, status, model.done()));
    }

    private Reply written(Call call, int status, PageModel model) {
        String language = AcceptHeader.oneOf(call.header("accept-language"), List.of("fr", "en"));
        return new Reply(status, page.write(model, language), "text/html; charset=utf-8", Map.of())
                .with("Content-Security-Policy", PageStyle.POLICY)
                .with("Referrer-Policy", "no-referrer")
                .with("Content-Language", language)
                .with("Vary", "Accept-Language");
    }
}
