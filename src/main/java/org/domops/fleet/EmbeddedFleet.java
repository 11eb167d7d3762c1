package org.domops.fleet;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.domops.error.DomCode;
import org.domops.error.DomException;

/**
 * Three real databases with an application's data, as a DBA's fleet in small: SALESPRD01, SALESPRD02 and BILLPRD01.
 *
 * <p>Each has the DOM-client schema and user {@code DOM_CLIENT} and, in the schema SALES or BILLING, a table CDR_DATA
 * of ten monthly partitions. The application's tablespace of SALESPRD02 is full: what puts more rows into its table
 * fails with error 1114 until {@link #makeSpace}.
 */
public final class EmbeddedFleet implements AutoCloseable {

    /** Rows of each CDR_DATA unless said otherwise. */
    public static final int DEFAULT_ROWS = 210_000;

    /** The fewest rows of each CDR_DATA. */
    public static final int LEAST_ROWS = 20_000;

    /** The most rows of each CDR_DATA: more would not fit into the fixed tablespace of SALESPRD02. */
    public static final int MOST_ROWS = 240_000;

    private static final int SWITCHES = 400;

    private final List<RunningMember> members;
    private final int rows;

    private EmbeddedFleet(List<RunningMember> members, int rows) {
        this.members = members;
        this.rows = rows;
    }

    /** Starts the fleet with {@link #DEFAULT_ROWS}. */
    public static EmbeddedFleet start(Path folder, Consumer<String> progress) {
        return start(folder, DEFAULT_ROWS, progress);
    }

    /**
     * Starts the three servers at once; a folder that had them before has its data still.
     *
     * @param folder made if it is missing
     * @param rows of each CDR_DATA if it is made now, a multiple of 400 between {@link #LEAST_ROWS} and
     *     {@link #MOST_ROWS}; with fewer rows the single row is longer, so that a month takes about the same space
     * @param progress gets a line for each thing that takes time, from several threads, one at a time
     * @throws DomException as {@link EmbeddedDatabase#start}; no server is left running then
     */
    public static EmbeddedFleet start(Path folder, int rows, Consumer<String> progress) {
        if (rows < LEAST_ROWS || rows > MOST_ROWS || rows % SWITCHES != 0) {
            throw new DomException(DomCode.INVALID_REQUEST, "the embedded fleet can't have " + rows + " rows; expected "
                    + LEAST_ROWS + " to " + MOST_ROWS + ", a multiple of " + SWITCHES);
        }
        Path absolute = folder.toAbsolutePath().normalize();
        Object oneAtATime = new Object();
        Consumer<String> lines = line -> {
            synchronized (oneAtATime) {
                progress.accept(line);
            }
        };
        ServerBinaries.unpack(absolute.resolve("base"), lines);
        List<RunningMember> started = new ArrayList<>();
        try {
            Parallel.run(FleetMember.ALL, member -> {
                EmbeddedDatabase database = EmbeddedDatabase.start(member.settings(absolute), lines);
                RunningMember running = new RunningMember(member, database, absolute);
                synchronized (started) {
                    started.add(running);
                }
                running.setUp(rows, lines);
            });
        } catch (RuntimeException e) {
            started.forEach(each -> each.database().close());
            throw e;
        }
        started.sort((one, other) -> FleetMember.ALL.indexOf(one.member()) - FleetMember.ALL.indexOf(other.member()));
        return new EmbeddedFleet(List.copyOf(started), rows);
    }

    /** In the order SALESPRD01, SALESPRD02, BILLPRD01; never null, never changes. */
    public List<FleetDatabase> databases() {
        return members.stream().map(RunningMember::describe).toList();
    }

    /** The server behind a database, e.g. to look at the data as its superuser. */
    public EmbeddedDatabase server(String databaseName) {
        return member(databaseName).database();
    }

    /**
     * Drops and fills the application's tables, with what operations have left half-done, so that the story can be
     * played again. SALESPRD02 is full afterwards.
     */
    public void restoreData() {
        Parallel.run(members, member -> member.restore(rows));
    }

    /**
     * Fills the application's tablespace up, if it is not full yet.
     *
     * @throws DomException INVALID_REQUEST if the database's tablespaces grow without limit (all but SALESPRD02)
     */
    public void fillUp(String databaseName) {
        limited(databaseName).onServer(Ballast::fill);
    }

    /**
     * Makes room in a tablespace that was filled up; does nothing if there is room already.
     *
     * @return the SQL statement that does it
     * @throws DomException INVALID_REQUEST as for {@link #fillUp}
     */
    public String makeSpace(String databaseName) {
        limited(databaseName).onServer(Ballast::drop);
        return Ballast.MAKE_SPACE;
    }

    private RunningMember member(String databaseName) {
        return members.stream().filter(each -> each.member().name().equals(databaseName)).findFirst()
                .orElseThrow(() -> new DomException(DomCode.INVALID_REQUEST, "the embedded fleet has no database "
                        + databaseName + "; expected one of "
                        + members.stream().map(each -> each.member().name()).toList()));
    }

    private RunningMember limited(String databaseName) {
        RunningMember member = member(databaseName);
        if (!member.member().limited()) {
            throw new DomException(DomCode.INVALID_REQUEST,
                    "database " + databaseName + " can't be filled up: its tablespaces grow without limit");
        }
        return member;
    }

    /** Stops all servers; a second call does nothing. */
    @Override
    public void close() {
        Parallel.run(members, member -> member.database().close());
    }

    /** For work on a superuser's connection. */
    interface ServerWork {
        void on(Connection superuser) throws SQLException;
    }
}
