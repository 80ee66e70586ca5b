package fr.gaveurs.console.backend.platform.admin;

import fr.gaveurs.console.backend.platform.Feature;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.relay.ChangeReader;
import fr.gaveurs.console.backend.platform.relay.ChangeTopic;
import fr.gaveurs.console.backend.platform.relay.Relay;
import fr.gaveurs.console.backend.platform.security.TokenStore;
import java.util.List;

/** The administration of the console itself, and its API tokens. */
public final class AdminFeature implements Feature {
    /** An API token was made or revoked. */
    private static final ChangeTopic<Boolean> TOKENS = ChangeTopic.withoutSubjects("t");

    private final TokenStore tokens;
    private final AdminRoutes routes;

    public AdminFeature(TokenStore tokens, AdminRoutes routes) {
        this.tokens = tokens;
        this.routes = routes;
    }

    @Override
    public List<Endpoint> endpoints() {
        return routes.endpoints();
    }

    @Override
    public void tell(Relay relay) {
        tokens.onChange(() -> relay.tell(TOKENS, "", true));
    }

    /** A token that was revoked elsewhere is asked for anew at once. */
    @Override
    public List<ChangeReader<?>> changes() {
        return List.of(new ChangeReader<>(
                TOKENS, changed -> tokens.invalidate(), changed -> tokens.invalidate(), tokens::invalidate));
    }
}
