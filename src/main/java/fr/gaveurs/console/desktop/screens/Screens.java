package fr.gaveurs.console.desktop.screens;

import fr.gaveurs.console.desktop.kit.ScreenEntry;
import fr.gaveurs.console.desktop.kit.StationContext;
import fr.gaveurs.console.desktop.screens.bugs.BugsContext;
import fr.gaveurs.console.desktop.screens.bugs.BugsScreen;
import fr.gaveurs.console.desktop.screens.feedback.FeedbackContext;
import fr.gaveurs.console.desktop.screens.feedback.FeedbackScreen;
import fr.gaveurs.console.desktop.screens.firmware.FirmwareContext;
import fr.gaveurs.console.desktop.screens.firmware.FirmwareScreen;
import fr.gaveurs.console.desktop.screens.health.HealthContext;
import fr.gaveurs.console.desktop.screens.health.HealthScreen;
import fr.gaveurs.console.desktop.screens.journal.JournalContext;
import fr.gaveurs.console.desktop.screens.journal.JournalScreen;
import fr.gaveurs.console.desktop.screens.live.LiveContext;
import fr.gaveurs.console.desktop.screens.live.LiveScreen;
import fr.gaveurs.console.desktop.screens.models.ModelsContext;
import fr.gaveurs.console.desktop.screens.models.ModelsScreen;
import fr.gaveurs.console.desktop.screens.products.ProductsContext;
import fr.gaveurs.console.desktop.screens.products.ProductsScreen;
import fr.gaveurs.console.desktop.screens.proofs.ProofsContext;
import fr.gaveurs.console.desktop.screens.proofs.ProofsScreen;
import fr.gaveurs.console.desktop.screens.reports.ReportsContext;
import fr.gaveurs.console.desktop.screens.reports.ReportsScreen;
import fr.gaveurs.console.desktop.screens.station.StationScreen;
import fr.gaveurs.console.desktop.screens.stations.ManageContext;
import fr.gaveurs.console.desktop.screens.stations.ManagePage;
import fr.gaveurs.console.desktop.screens.stations.StationsContext;
import fr.gaveurs.console.desktop.screens.stations.StationsScreen;
import java.util.List;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignN;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;

/** Every screen of the rail, in its order: a line each. */
public final class Screens {
    /** Shown first, and over which a station lies that nobody opened from elsewhere. */
    public static final String LIVE = "live";

    public static final String STATIONS = "stations";
    public static final String HEALTH = "health";
    public static final String BUGS = "bugs";
    public static final String FIRMWARE = "firmware";
    public static final String JOURNAL = "journal";
    public static final String MODELS = "models";
    public static final String PRODUCTS = "products";
    public static final String FEEDBACK = "feedback";
    public static final String PROOFS = "proofs";
    public static final String REPORTS = "reports";

    private Screens() {}

    public static List<ScreenEntry> rail(ScreenServices with) {
        return List.of(
                new ScreenEntry(LIVE, MaterialDesignV.VIEW_GRID_OUTLINE, () -> live(with)),
                new ScreenEntry(STATIONS, MaterialDesignR.ROUTER_WIRELESS, () -> stations(with)),
                new ScreenEntry(HEALTH, MaterialDesignH.HEART_PULSE, () -> health(with)),
                new ScreenEntry(BUGS, MaterialDesignB.BUG_OUTLINE, () -> bugs(with)),
                new ScreenEntry(JOURNAL, MaterialDesignN.NOTEBOOK_OUTLINE, () -> journal(with)),
                new ScreenEntry(PRODUCTS, MaterialDesignP.PACKAGE_VARIANT_CLOSED, () -> products(with)),
                new ScreenEntry(FEEDBACK, MaterialDesignS.STAR_OUTLINE, () -> feedback(with)),
                new ScreenEntry(PROOFS, MaterialDesignF.FILE_TREE_OUTLINE, () -> proofs(with)),
                new ScreenEntry(REPORTS, MaterialDesignF.FILE_CHART_OUTLINE, () -> reports(with)),
                new ScreenEntry(FIRMWARE, MaterialDesignC.CHIP, () -> firmware(with)),
                new ScreenEntry(MODELS, MaterialDesignC.CHART_BELL_CURVE, () -> models(with)));
    }

    private static LiveScreen live(ScreenServices with) {
        return new LiveScreen(new LiveContext(
                with.api(),
                with.feed(),
                with.pump(),
                with.messages(),
                with.appearance(),
                with.demo(),
                with.sensors(),
                deviceId -> with.navigator().openStation(deviceId, null, null),
                with.navigator().notices(),
                with.sortByName(),
                with.sortChosen()));
    }

    private static StationsScreen stations(ScreenServices with) {
        return new StationsScreen(new StationsContext(
                with.api(),
                with.feed(),
                with.pump(),
                with.messages(),
                with.appearance(),
                with.sensors(),
                with.navigator().notices(),
                with.navigator()::manageStation));
    }

    private static HealthScreen health(ScreenServices with) {
        return new HealthScreen(new HealthContext(
                with.api(),
                with.feed(),
                with.pump(),
                with.messages(),
                with.appearance(),
                with.navigator().notices(),
                with.navigator()::openStations));
    }

    private static BugsScreen bugs(ScreenServices with) {
        return new BugsScreen(new BugsContext(
                with.api(),
                with.feed(),
                with.pump(),
                with.messages(),
                with.appearance(),
                with.navigator().notices(),
                with.navigator()::report,
                with.navigator()::openStation,
                with.bugMemory(),
                with.bugDrafts(),
                with.actor(),
                with.tasks()));
    }

    private static FirmwareScreen firmware(ScreenServices with) {
        return new FirmwareScreen(new FirmwareContext(
                with.api(),
                with.feed(),
                with.pump(),
                with.messages(),
                with.navigator().notices(),
                with.tasks()));
    }

    private static ModelsScreen models(ScreenServices with) {
        return new ModelsScreen(new ModelsContext(
                with.api(),
                with.feed(),
                with.pump(),
                with.messages(),
                with.appearance(),
                with.navigator().notices(),
                with.actor(),
                with.tasks()));
    }

    private static JournalScreen journal(ScreenServices with) {
        return new JournalScreen(new JournalContext(with.api(), with.pump(), with.messages(), with.appearance()));
    }

    private static ReportsScreen reports(ScreenServices with) {
        return new ReportsScreen(new ReportsContext(
                with.api(),
                with.pump(),
                with.messages(),
                with.appearance(),
                with.navigator().notices(),
                with.tasks()));
    }

    private static ProductsScreen products(ScreenServices with) {
        return new ProductsScreen(new ProductsContext(
                with.api(),
                with.pump(),
                with.messages(),
                with.appearance(),
                with.navigator().notices()));
    }

    private static FeedbackScreen feedback(ScreenServices with) {
        return new FeedbackScreen(new FeedbackContext(
                with.api(),
                with.pump(),
                with.messages(),
                with.appearance(),
                with.navigator().notices()));
    }

    private static ProofsScreen proofs(ScreenServices with) {
        return new ProofsScreen(new ProofsContext(
                with.api(), with.pump(), with.messages(), with.navigator().notices(), with.tasks()));
    }

    /** The page of one station, which lies over the others. */
    public static StationScreen station(ScreenServices with) {
        return new StationScreen(
                new StationContext(
                        with.api(),
                        with.feed(),
                        with.messages(),
                        with.appearance().palette(),
                        with.sensors(),
                        with.navigator()::back),
                new ManagePage(new ManageContext(
                        with.api(),
                        with.feed(),
                        with.pump(),
                        with.messages(),
                        with.appearance().textSize(),
                        with.sensors(),
                        with.navigator().notices(),
                        with.navigator()::back,
                        with.navigator()::openBug,
                        with.navigator()::openFirmware)));
    }
}
