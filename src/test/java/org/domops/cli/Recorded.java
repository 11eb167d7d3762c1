package org.domops.cli;

/** Answers of a server, as the REST contract has them. */
final class Recorded {

    static final String STARTED = """
            {"runId":57,"restarted":false,"message":"run 57 started: 3 lanes"}""";

    static final String RESTARTED = """
            {"runId":57,"restarted":true,"message":"run 57 restarted: 1 lane"}""";

    static final String ALREADY_RUNNING = """
            {"type":"about:blank","title":"the operation is already running","status":409,
             "detail":"run 57 of drop-partition on PROD, started by admin, is still running","code":-20001,"label":"DOM-20001"}""";

    static final String NO_RUN = """
            {"title":"there is no such run","status":404,"detail":"there is no run 99","code":-20202,"label":"DOM-20202"}""";

    static final String MISTAKES = """
            {"title":"the fleet file has mistakes","status":422,"detail":"the fleet file has 2 mistakes","code":-20201,
             "label":"DOM-20201","mistakes":[
              {"file":"fleet.yaml","line":3,"column":5,"message":"unknown key 'nam'","expected":"did you mean 'name'?"},
              {"file":"fleet.yaml","line":9,"column":7,"message":"environment TEST is not defined","expected":"one of PROD"}]}""";

    private static final String RUN = """
            "id":57,"operation":"drop-partition","instance":1,"environment":"PROD","mode":"R","startedBy":"admin",
            "start":"2026-11-21T02:00:00.123456Z",""";

    static final String LANE_01 = """
            {"database":"SALESPRD01","wave":1,"status":"C","statusMessage":null,"waitingFor":null,"object":"SALES.CDR_DATA",
             "iteration":4,"procedure":"FINAL","attempt":1,"start":"2026-11-21T02:00:00.2Z","restart":null,
             "end":"2026-11-21T02:00:09.2Z"}""";

    static final String LANE_02 = """
            {"database":"SALESPRD02","wave":1,"status":"E","statusMessage":"1114 The table 'CDR_DATA' is full","waitingFor":null,
             "object":"SALES.CDR_DATA","iteration":1,"procedure":"REPOPULATE","attempt":1,"start":"2026-11-21T02:00:00.2Z",
             "restart":null,"end":"2026-11-21T02:00:03.2Z"}""";

    static final String LANE_02_WAITS = """
            {"database":"SALESPRD02","wave":1,"status":"R","statusMessage":null,"waitingFor":"session 4711 of dom@old",
             "object":null,"iteration":0,"procedure":null,"attempt":0,"start":"2026-11-21T02:00:00.2Z","restart":null,"end":null}""";

    static final String ERRORED = "{" + RUN + """
            "status":"E","statusMessage":"1 of 2 lanes ended with an error","restart":null,"end":"2026-11-21T02:00:12.123456Z",
            "lanes":{"C":1,"E":1},"laneList":[%s,%s]}""".formatted(LANE_01, LANE_02);

    static final String RUNNING = "{" + RUN + """
            "status":"R","statusMessage":null,"restart":null,"end":null,"lanes":{"R":2},"laneList":[%s,%s]}"""
            .formatted(LANE_01.replace("\"C\"", "\"R\""), LANE_02_WAITS);

    static final String RESTARTED_RUN = "{" + RUN + """
            "status":"C","statusMessage":null,"restart":"2026-11-21T02:05:00Z","end":"2026-11-21T02:05:08Z","lanes":{"C":2},
            "laneList":[%s,%s]}""".formatted(LANE_01, LANE_02.replace("\"E\"", "\"C\""));

    static final String RUNS = "{\"runs\":[" + ERRORED + "]}";

    static final String INSTALL = task(811, "SALESPRD02", null, "INSTALL", 0, "C", 1, "00:00.2", "00:00.7");
    static final String REPOPULATE = task(812, "SALESPRD02", "SALES.CDR_DATA", "REPOPULATE", 1, "E", 1, "00:02.9", "00:03.2");

    static final String TASKS = "{\"tasks\":[" + INSTALL + "," + REPOPULATE + "]}";

    static final String ATTEMPTS = """
            {"attempts":[
             {"taskLogId":811,"attempt":1,"status":"C","server":"host-a","targetSession":"11","possiblyRepeated":false,
              "start":"2026-11-21T02:00:00.2Z","end":"2026-11-21T02:00:00.7Z"},
             {"taskLogId":812,"attempt":1,"status":"E","statusMessage":"The table 'CDR_DATA' is full","errorCode":1114,
              "server":"host-a","targetSession":"11","possiblyRepeated":true,"sha256":"0123456789abcdef0123456789abcdef",
              "arguments":"p_handle=57","start":"2026-11-21T02:00:02.9Z","end":"2026-11-21T02:00:03.2Z"}]}""";

    static final String STATEMENTS = """
            {"statements":[
             {"id":1,"taskLogId":812,"database":"SALESPRD02","object":"SALES.CDR_DATA","procedure":"REPOPULATE","iteration":1,
              "attempt":1,"sql":"insert into \\"SALES\\".\\"CDR_DATA\\"\\nselect * from x","status":"E","preview":false,"rows":null,
              "threads":null,"errorCode":1114,"statusMessage":"The table 'CDR_DATA' is full",
              "start":"2026-11-21T02:00:02.9Z","end":"2026-11-21T02:00:03.1Z"},
             {"id":2,"taskLogId":812,"database":"SALESPRD02","object":"SALES.CDR_DATA","procedure":"REPOPULATE","iteration":1,
              "attempt":1,"sql":"analyze table x","status":"C","preview":false,"rows":20000,"threads":4,"errorCode":null,
              "statusMessage":null,"start":"2026-11-21T02:00:03.1Z","end":"2026-11-21T02:00:03.2Z"}]}""";

    private Recorded() {
    }

    /** @param start minutes and seconds after 02:00 */
    static String task(long id, String database, String object, String procedure, int iteration, String status, int attempt,
                       String start, String end) {
        boolean error = "E".equals(status);
        return """
                {"id":%d,"database":"%s","object":%s,"procedure":"%s","iteration":%d,"status":"%s","statusMessage":%s,
                 "errorCode":%s,"attempt":%d,"start":"2026-11-21T02:%sZ","end":"2026-11-21T02:%sZ"}""".formatted(id, database,
                object == null ? "null" : '"' + object + '"', procedure, iteration, status,
                error ? "\"The table 'CDR_DATA' is full\"" : "null", error ? "1114" : "null", attempt, start, end);
    }
}
