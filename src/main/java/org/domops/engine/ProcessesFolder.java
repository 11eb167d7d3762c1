package org.domops.engine;

import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.RepositoryService;
import org.domops.error.DomCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Diagrams that operations people put into a folder of the server: each {@code .bpmn} file is deployed when the server
 * starts and the file has changed. A wrong one is told in the server's log and left out, so that one of 50 does not keep
 * the other operations from their runs.
 */
@Component
public class ProcessesFolder implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessesFolder.class);
    private static final String SOURCE = "DOM, processes folder";

    private final RepositoryService service;
    private final Path folder;

    /** @param folder the setting {@code dom.processes} */
    @Autowired
    ProcessesFolder(RepositoryService service, @Value("${dom.processes}") String folder) {
        this(service, Path.of(folder));
    }

    /** @param folder may be missing: then there is nothing to deploy */
    public ProcessesFolder(RepositoryService service, Path folder) {
        this.service = service;
        this.folder = folder;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        List<String> deployed = deploy();
        if (!deployed.isEmpty()) {
            LOG.info("Deployed from {}: {}", folder, String.join(", ", deployed));
        }
    }

    /** @return the names of the files that were new or changed, in their order */
    public List<String> deploy() {
        List<String> deployed = new ArrayList<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (deploy(name, text(file))) {
                deployed.add(name);
            }
        }
        return deployed;
    }

    private boolean deploy(String name, String text) {
        long before = deployments(name);
        try {
            service.createDeployment().name(name).source(SOURCE).enableDuplicateFiltering(true).addString(name, text).deploy();
        } catch (ParseException e) {
            LOG.error("{} {} in {} is not deployed: {}", DomCode.BAD_DIAGRAM.label(), name, folder, e.getMessage());
        }
        return deployments(name) > before;
    }

    private long deployments(String name) {
        return service.createDeploymentQuery().deploymentName(name).deploymentSource(SOURCE).count();
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".bpmn")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " can't be read", e);
        }
    }

    /** One that is not in UTF-8 is left to the engine, which refuses it. */
    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            return "not in UTF-8";
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }
}
