package org.domops.error;

import java.util.Optional;

/** What a person may do about an error. Commands stand in it as {@code 'dom …'}. */
public final class Hint {

    private Hint() {
    }

    /** @return one line without a full stop; empty only for a code that nobody has thought about yet */
    public static Optional<String> of(DomCode code) {
        return Optional.ofNullable(switch (code) {
            case ALREADY_RUNNING -> "'dom runs' shows it; it can be started again when it is over";
            case NOTHING_TO_PERFORM, OPERATION_COMPLETE -> "nothing: the object is done, and the lane goes on with the next one";
            case NOT_DEFINED, NO_TASKS, NO_ITERATOR, NOTHING_TO_RUN_ON ->
                    "what is defined comes from the fleet file: 'dom apply -f fleet.yaml'";
            case BAD_RESTART_MODE -> "leave out one of --test and --from-iterator";
            case BAD_RUN_MODE -> "mode R runs the operation, mode T only logs what it would run";
            case DURATION_EXCEEDED -> "start the run again: the time is counted anew; or allow a longer duration in the fleet file";
            case PARAMETER_NOT_DEFINED -> "define the parameter for the operation and the environment in the fleet file, and start the run again";
            case INVALID_REQUEST -> "/v3/api-docs and 'dom help' say what is expected";
            case INVALID_FLEET_FILE -> "nothing was applied";
            case NO_SUCH_RUN -> "'dom runs' lists the runs there are";
            case NO_DIAGRAM -> "deploy a diagram with a step for each task of the operation, or leave it to DOM to make one";
            case CREDENTIAL_MISSING -> "set the environment variable, or make the file, that is named, on the machine that logs in: the server's, or that of the site's worker";
            case CONNECT_FAILED -> "try the connect string and the login from the server's machine, then start the run again";
            case COMPILE_ERROR -> "mend the package, apply the fleet file, and start the run again";
            case FORMER_SESSION -> "end that session on the target, or wait: the lane goes on by itself";
            case IDENTITY_CHANGED -> "if the target is the right one, 'dom accept-database DATABASE ENVIRONMENT --reason TEXT' says so";
            case TARGET_RESTORED -> "look at what the restore took back; then 'dom accept-database DATABASE ENVIRONMENT --reason TEXT', and start the run again, or cancel it";
            case REPOSITORY_RESTORED -> "give the restored or copied repository an identity of its own: 'dom repository new-identity'";
            case KNOWN_BY_ANOTHER_NAME -> "mend the connect string of one of the two; if the database was renamed, 'dom accept-database DATABASE ENVIRONMENT --reason TEXT' says so";
            case CHANGED_MEANWHILE -> "nothing was changed by the request: give it again";
            case SUPERSEDED_ATTEMPT, LOCK_ALREADY_OWNED, STEP_LOST -> "nothing: whoever owns the step now goes on with it";
            case NO_OPEN_STEP -> "DOM.execute_immediate is for procedures that DOM calls; a person runs the SQL itself";
            case SERVER_UNREACHABLE -> "start one with 'dom server', or give its address with --url or DOM_URL";
            case NOT_AUTHENTICATED -> "set DOM_USER and DOM_PASSWORD, or DOM_DATA to the server's data folder";
            case NOT_ALLOWED -> "ask an administrator for the authorization, in Cockpit's Admin";
            case NO_SUCH_RESOURCE -> "/v3/api-docs lists the addresses there are";
            case WRONG_METHOD -> "the header Allow, and /v3/api-docs, list the methods there are";
            case WRONG_MEDIA_TYPE -> "send and accept application/json";
            case TOO_LARGE -> "send less at a time; a fleet file can be divided into package files, not into several fleets";
            case INSTALL_BUSY -> "wait until the other session is done, then start the run again";
            case CONNECTION_LOST -> "start the run again: what is done on the target is found there and not repeated";
            case DIALECT_NOT_BUILT -> "use a database of a dialect that this version supports";
            case NOT_INSTALLED -> "start the run again: the installation is the first thing it does";
            case TARGET_ERROR -> "the message is the target's own; mend its cause there and start the run again";
            case BAD_PARAMETER_VALUE -> "mend the parameter's value in the fleet file, apply it, and start the run again";
            case BAD_SESSION_SETTING -> "give an ALTER SESSION statement, or none";
            case FLEET_UNAVAILABLE -> "use a machine that the demo has binaries for, or databases of your own";
            case FLEET_IN_USE -> "stop the other demo, or choose another folder or port";
            case FLEET_START_FAILED -> "the log in the database's folder says why";
            case NO_PACKAGE_SOURCE -> "name a source for that dialect in the fleet file";
            case PORT_IN_USE -> "stop what uses it, or choose another with --port";
            case DATA_FOLDER_IN_USE ->
                    "one process at a time: stop the one that is named, or take another folder ('dom server --data FOLDER')";
            case SERVER_NOT_STARTED -> "the lines above, or the server's log, say more";
            case UNEXPECTED_ANSWER -> "see whether --url or DOM_URL is the address of a DOM server of this version";
            case REPOSITORY_LOGIN -> "PostgreSQL: look at --repository-user and --repository-password; H2 in the data folder: put its "
                    + "file database-password back, from where the folder was copied";
            case REPOSITORY_UNREACHABLE -> "see that the database runs and lets this machine in, then start the server again; "
                    + "DOM_REPOSITORY_START_WAIT says how long a start waits for it";
            case START_BLOCKED -> "look at that server, end it if it hangs, and start this one again";
            case NO_SUCH_DATABASE -> "create it as docs/cluster.md says, or mend --repository";
            case NOT_POSSIBLE -> "'dom status RUN' shows in which state it is";
            case REASON_MISSING -> "give it with --reason, or as \"reason\"";
            case MAX_STEP_TIME -> "see in the SQL log what took so long, then start the run again, or allow more in the fleet file";
            case STEP_CANCELLED -> "nothing: the lane is being cancelled";
            case UNKNOWN_SITE -> "see what the fleet file says of the database, or mend --site; docs/worker.md says more";
            case OTHER_VERSION -> "use the same version of DOM on both machines";
            case BAD_ARGUMENT -> "mend the argument in the diagram, deploy it, and start the run again";
            case DIAGRAM_STUCK -> "mend what the flow's condition or the timer refers to, and start the run again: the step is not repeated";
            case BAD_DIAGRAM -> "mend the element that is named, in Camunda Modeler; docs/diagrams.md says what a diagram needs";
            case FLEET_CHANGED -> "give the command again: it shows the difference that there is now";
            case EXPORT_REFUSED -> "choose an empty folder, or one that an export has made";
            case STATEMENT_NOT_LOGGED -> "make room or give the privilege for the DOM-client's tables on the target, then start the run again";
            case NOT_RECORDED -> "mend the DOM-client's tables on the target, see there what the step has done, then start the run again";
            case REPOSITORY_UNAVAILABLE -> "start its database, or make room on its disk: DOM goes on by itself, and nothing is lost or repeated";
            case INTERNAL -> "the server's log has the details; with them it can be reported";
            default -> null;
        });
    }
}
