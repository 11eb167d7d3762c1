package org.domops.run;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

class RestRunLifeIT extends RunLifeContract {

    @Override
    Orders orders(DomInstance server, Path folder) {
        return new Orders.Rest(server, folder);
    }

    @Override
    String prefix() {
        return "LIFE_REST";
    }

    @Test
    void two_last_lanes_that_end_at_the_same_instant_end_their_run() throws Exception {
        new LastLanes(server(), server().run("probe", "TEST")).endAtOnce(200);
    }
}
