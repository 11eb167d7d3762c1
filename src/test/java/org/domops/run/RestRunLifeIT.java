package org.domops.run;

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
}
