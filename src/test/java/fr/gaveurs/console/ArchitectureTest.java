package fr.gaveurs.console;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.SqlWork;
import fr.gaveurs.console.client.ApiException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Set;
import javafx.print.PrinterJob;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import javax.sql.DataSource;

/** Who may know whom: desktop → client → api ← backend; simulator → api; the command line → all. */
@AnalyzeClasses(packages = "fr.gaveurs.console", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String OURS = "fr.gaveurs.console..";
    private static final String API = "fr.gaveurs.console.api..";
    private static final String BACKEND = "fr.gaveurs.console.backend..";
    private static final String CLIENT = "fr.gaveurs.console.client..";
    private static final String DESKTOP = "fr.gaveurs.console.desktop..";
    private static final String SIMULATOR = "fr.gaveurs.console.simulator..";
    private static final String COMMAND = "fr.gaveurs.console.command..";

    @ArchTest
    static final ArchRule API_KNOWS_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BACKEND, CLIENT, DESKTOP, SIMULATOR, COMMAND)
            .because("the contract is what both ends share: it can be read, and used, without either");

    @ArchTest
    static final ArchRule FILES_KNOW_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage("fr.gaveurs.console.files")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, BACKEND, CLIENT, DESKTOP, SIMULATOR, COMMAND)
            .because("whoever writes a file uses it");

    @ArchTest
    static final ArchRule FONTS_KNOW_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage("fr.gaveurs.console.fonts")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage(OURS)
                    .and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("fr.gaveurs.console.fonts"))))
            .because("window, labels and reports are set in the same typefaces");

    @ArchTest
    static final ArchRule BACKEND_KNOWS_THE_API_ALONE = noClasses()
            .that()
            .resideInAPackage(BACKEND)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLIENT, DESKTOP, SIMULATOR, COMMAND)
            .because("the backend runs on a server without a window, and serves programs that are not ours");

    @ArchTest
    static final ArchRule CLIENT_KNOWS_THE_API_ALONE = noClasses()
            .that()
            .resideInAPackage(CLIENT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BACKEND, DESKTOP, SIMULATOR, COMMAND)
            .because("it speaks over the wire, also to a console on another machine");

    @ArchTest
    static final ArchRule DIALOGS_OF_THE_SYSTEM_ARE_NO_FREEZE = noClasses()
            .that()
            .doNotHaveSimpleName("SystemDialogs")
            .should()
            .callMethod(FileChooser.class, "showOpenDialog", Window.class)
            .orShould()
            .callMethod(FileChooser.class, "showSaveDialog", Window.class)
            .orShould()
            .callMethod(FileChooser.class, "showOpenMultipleDialog", Window.class)
            .orShould()
            .callMethod(PrinterJob.class, "showPrintDialog", Window.class)
            .because("SystemDialogs tells the watch over the window's thread that somebody looks for a file");

    @ArchTest
    static final ArchRule THE_WINDOW_SAYS_IN_ITS_LANGUAGE_WHAT_WENT_WRONG = noClasses()
            .that()
            .resideInAPackage(DESKTOP)
            .and()
            .doNotHaveSimpleName("ProblemText")
            .and()
            .resideOutsideOfPackage("..bugs.report..") // which logs it
            .should()
            .callMethod(ApiException.class, "getMessage")
            .because("the server's words are English: ProblemText has a sentence for each kind of problem");

    @ArchTest
    static final ArchRule DESKTOP_GOES_THROUGH_THE_CLIENT = noClasses()
            .that()
            .resideInAPackage(DESKTOP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BACKEND, SIMULATOR, COMMAND)
            .because("a screen sees what a program on the LAN sees, and so proves the API");

    @ArchTest
    static final ArchRule SIMULATOR_KNOWS_THE_API_ALONE = noClasses()
            .that()
            .resideInAPackage(SIMULATOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BACKEND, CLIENT, DESKTOP, COMMAND)
            .because("a simulated station that shared the backend's grading would agree with its mistakes");

    @ArchTest
    static final ArchRule ONLY_MAIN_KNOWS_THE_COMMAND_LINE = classes()
            .that()
            .resideInAPackage(COMMAND)
            .should()
            .onlyHaveDependentClassesThat()
            .belongToAnyOf(Main.class)
            .orShould()
            .onlyHaveDependentClassesThat()
            .resideInAPackage(COMMAND)
            .because("every part can be started by a test, which has no command line");

    @ArchTest
    static final ArchRule PLATFORM_KNOWS_NO_FEATURE = noClasses()
            .that()
            .resideInAPackage("..backend.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "fr.gaveurs.console.backend", "..backend.features..", "..backend.ingest..", "..backend.realtime..")
            .because("what every feature stands on is changed when a feature is added, if it knows one");

    @ArchTest
    static final ArchRule FEATURES_KNOW_NO_SOCKETS = noClasses()
            .that()
            .resideInAPackage("..backend.features..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("fr.gaveurs.console.backend", "..backend.ingest..", "..backend.realtime..")
            .because("a feature hears of samples and tells dashboards by what the backend gives it");

    @ArchTest
    static final ArchRule JETTY_STAYS_IN_HTTP = noClasses()
            .that()
            .resideInAPackage(OURS)
            .and()
            .resideOutsideOfPackages(
                    "..platform.http..",
                    "..platform.websocket..",
                    "..backend.ingest..",
                    "..backend.realtime..",
                    SIMULATOR)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jetty..")
            .because("a feature is a rule, its SQL and its routes, whatever server carries them");

    @ArchTest
    static final ArchRule ONNX_RUNTIME_STAYS_IN_ITS_PROCESS = noClasses()
            .that()
            .resideInAPackage(OURS)
            .and()
            .doNotHaveSimpleName("OnnxWorker")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleName("OnnxWorker")
            .because("what crashes in it must cost a process and not the console");

    @ArchTest
    static final ArchRule THE_PROCESS_KNOWS_NOTHING_OF_THE_CONSOLE = noClasses()
            .that()
            .resideInAPackage("..onnx.worker..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage(OURS)
                    .and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("..onnx.worker.."))))
            .because("it starts in a moment, and has little memory");

    @ArchTest
    static final ArchRule JAVAFX_STAYS_IN_THE_DESKTOP = noClasses()
            .that()
            .resideInAPackage(OURS)
            .and()
            .resideOutsideOfPackage(DESKTOP)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javafx..")
            .because("--headless must run where JavaFX's libraries cannot be loaded");

    @ArchTest
    static final ArchRule SQL_STAYS_BEHIND_THE_CONTRACT = noClasses()
            .that()
            .resideInAPackage(OURS)
            .and()
            .resideOutsideOfPackage(BACKEND)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.jdbi..", "org.postgresql..", "com.zaxxer.hikari..")
            .because("what a screen needs from the database is a route, for programs on the LAN need it too");

    @ArchTest
    static final ArchRule A_TABLE_IS_READ_AND_WRITTEN_BY_ITS_OWNER = noClasses()
            .that()
            .resideInAPackage(BACKEND)
            .and()
            .resideOutsideOfPackages(
                    "..platform.store..",
                    "..platform.postgres..",
                    "..platform.backup..",
                    "..backend.features..",
                    "..platform.audit..",
                    "..platform.tlog..",
                    "..platform.jobs..",
                    "..platform.relay..",
                    "..platform.conditions..",
                    "..platform.security..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                    Connection.class, Statement.class, PreparedStatement.class, ResultSet.class, DataSource.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.jdbi.v3.core.Handle")
            .because("a column can be changed when all that knows it stands in one package");

    @ArchTest
    static final ArchRule SAMPLES_HAVE_THEIR_CONNECTIONS_TO_THEMSELVES = noClasses()
            .that()
            .resideInAPackage(OURS)
            .and()
            .resideOutsideOfPackages("..platform.store..", "..features.quality..")
            .should()
            .callMethod(Database.class, "write", SqlWork.class)
            .because("what people and jobs change goes by Database.change(): however long it waits, no sample does");

    @ArchTest
    static final ArchRule VIEW_MODELS_KNOW_NO_CONTROLS = noClasses()
            .that()
            .resideInAPackage(DESKTOP)
            .and()
            .haveSimpleNameEndingWith("ViewModel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene.control..", "javafx.scene.layout..", "javafx.stage..")
            .because("what a screen says is tested without opening a window");

    @ArchTest
    static final ArchRule NO_CIRCLES = slices().matching("fr.gaveurs.console.(**)")
            .should()
            .beFreeOfCycles()
            // The list that gathers the features' tables, which are made of what stands beside it.
            .ignoreDependency(equivalentTo(Routes.class), alwaysTrue())
            .because("a package can be read and tested once those that it uses are understood");

    /** Methods that take their letters, figures or words from the machine's language. */
    private static final Set<String> BY_THE_MACHINE = Set.of(
            "java.lang.String.formatted([Ljava.lang.Object;)",
            "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.io.PrintStream.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintStream.format(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintWriter.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintWriter.format(java.lang.String, [Ljava.lang.Object;)",
            "java.text.MessageFormat.format(java.lang.String, [Ljava.lang.Object;)",
            "java.text.NumberFormat.getInstance()",
            "java.text.NumberFormat.getNumberInstance()",
            "java.text.NumberFormat.getIntegerInstance()",
            "java.text.NumberFormat.getPercentInstance()",
            "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
            "java.util.Formatter.<init>()",
            "java.util.Formatter.<init>(java.lang.Appendable)",
            "java.text.DecimalFormat.<init>()",
            "java.text.DecimalFormat.<init>(java.lang.String)",
            "java.text.SimpleDateFormat.<init>()",
            "java.text.SimpleDateFormat.<init>(java.lang.String)",
            "java.text.MessageFormat.<init>(java.lang.String)",
            "java.text.Collator.getInstance()",
            "java.util.Scanner.<init>(java.io.InputStream)");

    @ArchTest
    static final ArchRule FORMATS_ARE_OF_A_NAMED_LOCALE = noClasses()
            .that()
            .resideInAPackage(OURS)
            .should()
            .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("it takes the machine's locale") {
                @Override
                public boolean test(JavaAccess<?> access) {
                    return BY_THE_MACHINE.contains(access.getTarget().getFullName());
                }
            })
            .because(
                    "on a machine with other figures a port became \u0662\u0660\u0663\u0661\u0666 and with a Turkish one an i loses its"
                            + " dot: files and protocols take Locale.ROOT, words for people the window's language");
}
