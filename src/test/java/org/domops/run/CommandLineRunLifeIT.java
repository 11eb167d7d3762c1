package org.domops.run;

import java.nio.file.Path;

class CommandLineRunLifeIT extends RunLifeContract {

    @Override
    Orders orders(DomInstance server, Path folder) {
        return new Orders.CommandLine(server, folder);
    }

    @Override
    String prefix() {
        return "LIFE_COMM";
    }
}
