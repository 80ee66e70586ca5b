package fr.gaveurs.console.backend.platform.jobs;

import static org.awaitility.Awaitility.await;

import org.jdbi.v3.core.Jdbi;

/** Jobs for tests that cannot wait for their time. */
public final class TestJobs {
    private TestJobs() {}

    /** Makes a job due now, once it is in the table and nobody works on it. */
    public static void due(Jdbi jdbi, String job) {
        await().until(() -> jdbi.withHandle(handle -> handle.execute(
                        "UPDATE scheduled_tasks SET execution_time = now() - interval '1 second', version = version + 1"
                                + " WHERE task_name = ? AND NOT picked",
                        job))
                == 1);
    }
}
