package fr.gaveurs.console.backend.platform.audit;

/** For tests in which it does not matter who acts. */
public final class TestAct {
    public static final Act ANY = Act.system("test");

    private TestAct() {}
}
