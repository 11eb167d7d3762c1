package org.domops.demo;

import org.domops.client.Run;
import org.domops.client.Statement;
import org.domops.client.Task;
import org.domops.console.Cell;
import org.domops.console.Console;
import org.domops.console.Wrap;

import java.time.Instant;
import java.util.List;

/** The rows of the three log tables that tell of a failed step, column by column so that they fit any terminal. */
final class LogTables {

    private static final int NAME_WIDTH = 16;

    private final Console console;

    LogTables(Console console) {
        this.console = console;
    }

    void print(Run run, Task failed, List<Statement> statements) {
        query("select * from DOM$RUN_LOG where id = " + run.id());
        column("ID", run.id());
        column("OPERATION_NAME", run.operation());
        column("ENVIRONMENT_NAME", run.environment());
        column("STATUS", run.status());
        column("STATUS_MSG", run.statusMessage());
        column("USERNAME", run.startedBy());
        column("START_DTTM", utc(run.start()));
        column("END_DTTM", utc(run.end()));
        query("select * from DOM$TASK_LOG where run_id = " + run.id() + " and status = 'E'");
        column("ID", failed.id());
        column("DATABASE_NAME", failed.database());
        column("OBJECT", failed.object());
        column("PROCEDURE_NAME", failed.procedure());
        column("REPEAT_INSTANCE", failed.iteration());
        column("ATTEMPT", failed.attempt());
        column("STATUS", failed.status());
        column("ERROR_CODE", failed.errorCode());
        column("STATUS_MSG", failed.statusMessage());
        query("select * from DOM$SQL_LOG where task_log_id = " + failed.id());
        statements.forEach(this::statement);
    }

    private void statement(Statement statement) {
        column("ID", statement.id());
        column("ATTEMPT", statement.attempt());
        column("SQL_TEXT", statement.sql());
        column("STATUS", statement.status());
        column("ROWS_PROCESSED", statement.rows());
        column("ERROR_CODE", statement.errorCode());
        column("STATUS_MSG", statement.statusMessage());
        column("START_DTTM", utc(statement.start()));
        column("END_DTTM", utc(statement.end()));
    }

    private void query(String sql) {
        console.line("");
        console.line("SQL> " + sql);
    }

    private void column(String name, Object value) {
        String head = "  " + name + " ".repeat(Math.max(0, NAME_WIDTH - name.length())) + "  ";
        for (String part : Wrap.lines(Cell.of(value).text(), Math.max(40, Math.min(console.width(), 110) - head.length()))) {
            console.line((head + part).stripTrailing());
            head = " ".repeat(head.length());
        }
    }

    private static String utc(Instant instant) {
        return instant == null ? null : instant.toString().replace('T', ' ').replace("Z", " UTC");
    }
}
