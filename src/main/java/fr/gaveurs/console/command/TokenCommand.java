package fr.gaveurs.console.command;

import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.admin.Admin.CreatedToken;
import fr.gaveurs.console.api.admin.Admin.NewToken;
import fr.gaveurs.console.api.admin.Admin.TokenInfo;
import fr.gaveurs.console.api.admin.AdminApi;
import fr.gaveurs.console.backend.StoreSession;
import fr.gaveurs.console.client.ApiClient;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code token create|list|revoke}: API tokens for programs on other machines. */
@Command(name = "token", description = "API tokens for programs on other machines.", mixinStandardHelpOptions = true)
public final class TokenCommand {
    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes a token and prints it once: only its hash is kept.")
    int create(
            @Mixin DataDirOption dataDir,
            @Mixin ReasonOption reason,
            @Parameters(paramLabel = "NAME", description = "What uses it, such as 'wall display'.") String name,
            @Option(names = "--role", defaultValue = "viewer", description = "viewer (default), operator or admin.")
                    String roleName) {
        if (!List.of("viewer", "operator", "admin").contains(roleName)) {
            System.err.println("--role must be viewer, operator or admin");
            return Exit.USAGE;
        }
        if (!name.matches("[A-Za-z0-9 ._-]{1,60}")) {
            System.err.println("a token's name has 1 to 60 letters, digits, spaces, '.', '_' or '-'");
            return Exit.USAGE;
        }
        Role role = Role.valueOf(roleName.toUpperCase(Locale.ROOT));
        return RunningConsole.run(dataDir.path(), reason, new RunningConsole.Task() {
            @Override
            public String shownBy() {
                return AdminApi.LIST_TOKENS.template();
            }

            @Override
            public int through(ApiClient client) {
                return print(client.createToken(new NewToken(name, role)).join());
            }

            @Override
            public int on(StoreSession store) {
                Optional<CreatedToken> created =
                        store.tokens().create(name, role, StoreSession.act(AdminApi.CREATE_TOKEN, reason.text));
                if (created.isEmpty()) {
                    System.err.println(
                            "a token named '" + name
                                    + "' exists, or one that differs in capitals, accents or blanks alone: revoke it first, or choose another name");
                    return Exit.REFUSED;
                }
                return print(created.get());
            }

            private int print(CreatedToken token) {
                System.err.println("Token '" + token.name() + "' ("
                        + token.role().key() + "). It is shown this once; send it as: Authorization: Bearer TOKEN");
                System.out.println(token.token());
                return Exit.OK;
            }
        });
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the tokens that are in force.")
    int list(@Mixin DataDirOption dataDir) {
        return RunningConsole.run(dataDir.path(), new ReasonOption(), new RunningConsole.Task() {
            @Override
            public String shownBy() {
                return AdminApi.LIST_TOKENS.template();
            }

            @Override
            public int through(ApiClient client) {
                return print(client.tokens().join());
            }

            @Override
            public int on(StoreSession store) {
                return print(store.tokens().list());
            }

            private int print(List<TokenInfo> tokens) {
                tokens.forEach(t -> System.out.printf(
                        Locale.ROOT,
                        "%-30s %-9s made %s, %s%n",
                        t.name(),
                        t.role().key(),
                        t.createdAt(),
                        t.lastUsedAt() == null ? "never used" : "last used " + t.lastUsedAt()));
                return Exit.OK;
            }
        });
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Makes a token useless at once.")
    int revoke(@Mixin DataDirOption dataDir, @Mixin ReasonOption reason, @Parameters(paramLabel = "NAME") String name) {
        return RunningConsole.run(dataDir.path(), reason, new RunningConsole.Task() {
            @Override
            public String shownBy() {
                return AdminApi.LIST_TOKENS.template();
            }

            @Override
            public int through(ApiClient client) {
                client.revokeToken(name).join();
                return Exit.OK;
            }

            @Override
            public int on(StoreSession store) {
                if (store.tokens().revoke(name, StoreSession.act(AdminApi.REVOKE_TOKEN, reason.text))) {
                    return Exit.OK;
                }
                System.err.println("no token named '" + name + "' is in force");
                return Exit.REFUSED;
            }
        });
    }
}
