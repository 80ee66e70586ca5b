package fr.gaveurs.console.desktop.kit;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.client.ApiException;

/** What is told of a list that comes page by page. FX thread only. */
public interface PageReceiver<T> {
    /** The newest came. */
    void first(Page<T> page);

    /** Older ones came. */
    void more(Page<T> page);

    /** Nothing came. */
    void failed(ApiException why);

    /** Which answers are still wanted: another one after each change of what is asked for. */
    int round();
}
