package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.BugInput;
import java.util.concurrent.CompletableFuture;

/** The files of the bug in view, over the backend's REST interface. */
record BugFiles(BugsContext context, BugDetailViewModel model) implements AttachmentsPane.Store {
    @Override
    public CompletableFuture<byte[]> fetch(long bugId, String id) {
        return context.api().bugs().attachment(bugId, id);
    }

    @Override
    public CompletableFuture<?> add(long bugId, String name, byte[] bytes) {
        String me = context.actor().named();
        return context.api()
                .bugs()
                .attach(bugId, new BugInput.AttachmentQuery(name, me == null || me.isBlank() ? null : me), bytes);
    }

    @Override
    public CompletableFuture<?> remove(long bugId, String id) {
        return context.api().bugs().detach(bugId, id);
    }

    @Override
    public void changed() {
        model.fetch();
    }
}
