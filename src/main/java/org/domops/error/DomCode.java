package org.domops.error;

/**
 * The stable codes of DOM, the same on the command line, in REST, in the log tables and in SQL.
 *
 * <p>Codes from -20001 to -20145 are those of the original; codes from -20200 on are this project's own.
 */
public enum DomCode {
    ALREADY_RUNNING(-20001, "the operation is already running"),
    NOTHING_TO_PERFORM(-20007, "the object had nothing to perform"),
    NO_TASKS(-20014, "no tasks are assigned to the operation"),
    NOT_DEFINED(-20020, "an operation, environment, assignment or instance is missing or disabled"),
    BAD_RESTART_MODE(-20021, "test mode does not go with a restart from the iterator"),
    BAD_RUN_MODE(-20022, "the run mode must be R (run) or T (test)"),
    OPERATION_COMPLETE(-20100, "the object is complete"),
    DURATION_EXCEEDED(-20101, "the allowed duration is exceeded"),
    PARAMETER_NOT_DEFINED(-20115, "the parameter is not defined"),
    NO_ITERATOR(-20122, "the operation has no iterator package"),
    NOTHING_TO_RUN_ON(-20145, "the operation has no object to run on in the environment"),

    INVALID_REQUEST(-20200, "the request is not valid"),
    INVALID_FLEET_FILE(-20201, "the fleet file has mistakes"),
    NO_SUCH_RUN(-20202, "there is no such run"),
    NO_DIAGRAM(-20203, "no diagram of the operation is deployed, or it does not fit the operation's tasks"),
    CREDENTIAL_MISSING(-20204, "the credential reference of a database leads nowhere"),
    CONNECT_FAILED(-20205, "the target can't be reached, or refused the login"),
    COMPILE_ERROR(-20206, "code could not be compiled on the target"),
    FORMER_SESSION(-20207, "a former owner's session still works on the target"),
    IDENTITY_CHANGED(-20208, "the target is not the database it was, or it serves another repository"),
    SUPERSEDED_ATTEMPT(-20209, "a newer attempt of the step is recorded on the target"),
    LOCK_ALREADY_OWNED(-20210, "this session holds the lane's lock already"),
    NO_OPEN_STEP(-20211, "the session has no open step, so the statement can't be logged"),
    SERVER_UNREACHABLE(-20212, "the DOM server does not answer"),
    NOT_AUTHENTICATED(-20213, "user or password are not right"),
    STEP_LOST(-20214, "the step is not this server's any more"),
    NOT_ALLOWED(-20215, "the user may not do this"),
    NO_SUCH_RESOURCE(-20216, "there is nothing at this address"),
    WRONG_METHOD(-20217, "the address does not take this HTTP method"),
    WRONG_MEDIA_TYPE(-20218, "the content type that was sent, or that is accepted, is not JSON"),
    TOO_LARGE(-20219, "the request is too large"),
    INSTALL_BUSY(-20220, "another session installs code on the target, or uses the code to be replaced"),
    CONNECTION_LOST(-20221, "the connection to the target broke; whether the call took effect is not known"),
    DIALECT_NOT_BUILT(-20222, "this version of DOM has no support for the database's dialect"),
    NOT_INSTALLED(-20223, "DOM's own code or the run's rows are not on the target"),
    TARGET_ERROR(-20224, "the target answered DOM's own SQL with an error"),
    BAD_PARAMETER_VALUE(-20225, "a parameter's value is not of the type that was asked for"),
    BAD_SESSION_SETTING(-20226, "p_alter_session is not a statement that changes session settings"),
    CHANGED_MEANWHILE(-20228, "what the request changes was changed by somebody else at the same moment"),
    FLEET_UNAVAILABLE(-20230, "the embedded fleet can't run on this machine"),
    FLEET_IN_USE(-20231, "a folder or port of the embedded fleet is in use"),
    FLEET_START_FAILED(-20232, "a database of the embedded fleet did not start"),
    START_BLOCKED(-20233, "another server of the cluster does not end its start"),
    NO_SUCH_DATABASE(-20234, "the repository's database does not exist"),
    NO_PACKAGE_SOURCE(-20240, "a package or state table has no source for the dialect of a database"),
    FLEET_CHANGED(-20241, "the repository was changed since the difference of the fleet file was shown"),
    EXPORT_REFUSED(-20242, "the export can't be written into the folder"),
    BAD_ARGUMENT(-20246, "an argument of a call in the diagram can't be evaluated"),
    BAD_DIAGRAM(-20247, "the diagram of an operation can't work"),
    DIAGRAM_STUCK(-20248, "the step is completed, but the diagram can't go on from it"),
    PORT_IN_USE(-20250, "the port is in use"),
    DATA_FOLDER_IN_USE(-20251, "the data folder is in use, or can't be used"),
    SERVER_NOT_STARTED(-20253, "the DOM server did not start"),
    UNEXPECTED_ANSWER(-20254, "the answer is not one of a DOM server"),
    REPOSITORY_LOGIN(-20255, "the repository refused its password"),
    REPOSITORY_UNREACHABLE(-20256, "the repository does not answer"),
    NOT_POSSIBLE(-20260, "the run, lane or step is not in a state in which that is possible"),
    REASON_MISSING(-20261, "a reason is needed"),
    MAX_STEP_TIME(-20262, "the step took longer than its max_step_time, and was cancelled"),
    STEP_CANCELLED(-20263, "the step was cancelled by order"),
    UNKNOWN_SITE(-20267, "no database is at the worker's site"),
    OTHER_VERSION(-20268, "worker and server are of different versions"),
    TARGET_RESTORED(-20276, "the target lacks what was recorded on it: it was restored, or made anew"),
    REPOSITORY_RESTORED(-20277, "the target has seen more than this repository knows: the repository was restored, or a copy of it is at work"),
    KNOWN_BY_ANOTHER_NAME(-20278, "the schema is known to this repository as another database"),
    STATEMENT_NOT_LOGGED(-20272, "the statement could not be logged on the target, so it was not run"),
    NOT_RECORDED(-20273, "how the step ended could not be recorded on the target"),
    REPOSITORY_UNAVAILABLE(-20274, "the repository can't be reached or written"),
    INTERNAL(-20299, "an error inside DOM; the server's log has the details");

    private final int number;
    private final String meaning;

    DomCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** The number, negative as in PL/SQL's {@code raise_application_error}. */
    public int number() {
        return number;
    }

    /** What the code means, in one line of lower-case English without a full stop. */
    public String meaning() {
        return meaning;
    }

    /** As people see it, e.g. {@code DOM-20001}. */
    public String label() {
        return "DOM" + number;
    }
}
