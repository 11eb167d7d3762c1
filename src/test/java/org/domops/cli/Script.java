package org.domops.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs a program with exactly the environment variables given. */
final class Script {

    private Script() {
    }

    static Result run(Path folder, Map<String, String> variables, String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        int status = builder.start().waitFor();
        return new Result(status, Files.readAllLines(out), Files.readAllLines(err));
    }

    record Result(int status, List<String> out, List<String> err) {
    }
}
