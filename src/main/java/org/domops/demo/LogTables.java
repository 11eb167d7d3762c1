package org.domops.demo;

import org.domops.client.Run;
import org.domops.client.Statement;
import org.domops.client.Task;
import org.domops.console.Console;
import org.domops.console.Table;

import java.util.List;

/** The rows of the three log tables that tell of a failed step, as a query would show them. */
final class LogTables {

    private final Console console;

    LogTables(Console console) {
        this.console = console;
    }

    void print(Run run, Task failed, List<Statement> statements) {
        query("select * from DOM$RUN_LOG where id = " + run.id());
        new Table(">ID", "OPERATION_NAME", "ENVIRONMENT_NAME", "STATUS", "USERNAME", "START_DTTM", "END_DTTM", "STATUS_MSG")
                .row(run.id(), run.operation(), run.environment(), run.status(), run.startedBy(), run.start(), run.end(),
                        run.statusMessage())
                .print(console);
        query("select * from DOM$TASK_LOG where run_id = " + run.id() + " and status = 'E'");
        new Table(">ID", "DATABASE_NAME", "OBJECT", "PROCEDURE_NAME", ">REPEAT_INSTANCE", "STATUS", ">ATTEMPT", ">ERROR_CODE",
                "STATUS_MSG")
                .row(failed.id(), failed.database(), failed.object(), failed.procedure(), failed.iteration(), failed.status(),
                        failed.attempt(), failed.errorCode(), failed.statusMessage())
                .print(console);
        query("select * from DOM$SQL_LOG where task_log_id = " + failed.id());
        Table table = new Table(">ID", ">ATTEMPT", "STATUS", ">ROWS_PROCESSED", ">ERROR_CODE", "STATUS_MSG", "SQL_TEXT");
        for (Statement statement : statements) {
            table.row(statement.id(), statement.attempt(), statement.status(), statement.rows(), statement.errorCode(),
                    statement.statusMessage(), statement.sql());
        }
        table.print(console);
    }

    private void query(String sql) {
        console.line("");
        console.line("SQL> " + sql);
    }
}
