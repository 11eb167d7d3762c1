package org.domops.torture.arena;

import org.domops.fault.Relay;
import org.domops.torture.schedule.Shape;
import org.domops.torture.schedule.StepOrder;
import org.domops.torture.schedule.TortureRun;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A cluster of DOM servers, their repository and their targets, with a relay on each line; lives through all schedules. The
 * last target is at a site that only workers reach.
 */
public final class Arena implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(10);

    private final Shape shape;
    private final Path folder;
    private final RepositoryServer repository;
    private final List<TargetServer> targetServers = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final List<DomNode> nodes = new ArrayList<>();
    private final List<WorkerNode> workers = new ArrayList<>();

    /** @param folder made if it is missing; its contents are replaced */
    public Arena(Path folder, Shape shape) {
        this.shape = shape;
        this.folder = folder.toAbsolutePath();
        empty(this.folder);
        repository = new RepositoryServer(this.folder.resolve("postgresql"));
        for (int i = 1; i <= shape.targetServers(); i++) {
            targetServers.add(new TargetServer("TORTURE" + i, this.folder.resolve("mariadb-" + i)));
        }
        for (int i = 0; i < shape.targets(); i++) {
            targets.add(Target.create(i + 1, i == shape.targets() - 1 ? WorkerNode.SITE : null,
                    targetServers.get(i % targetServers.size())));
        }
        String password = UUID.randomUUID().toString();
        for (int i = 0; i < shape.servers(); i++) {
            nodes.add(new DomNode(i, this.folder.resolve("server-" + i), new Relay("127.0.0.1", repository.port()),
                    shape.lease(), password));
        }
        nodes.forEach(DomNode::start);
        awaitUp(nodes);
        applyFleet();
        WorkerNode.admit(nodes.get(0).http());
        for (int i = 0; i < shape.workers(); i++) {
            workers.add(new WorkerNode(i, this.folder.resolve("worker-" + i), nodes.get(i % nodes.size())));
        }
        workers.forEach(Node::start);
        awaitUp(workers);
    }

    private static void empty(Path folder) {
        try {
            if (Files.exists(folder)) {
                FileSystemUtils.deleteRecursively(folder);
            }
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void applyFleet() {
        ServerHttp.Answer answer = nodes.get(0).http().put("/api/fleet", Map.of("fileName", "fleet.yaml", "text",
                FleetFile.text(targets), "sources", FleetFile.sources())).orElseThrow();
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(200);
    }

    private static void awaitUp(List<? extends Node> some) {
        await().atMost(START).pollInterval(Duration.ofMillis(200)).until(() -> some.stream().filter(Node::look).count() == some.size());
    }

    /** Every server and every worker is there. */
    public void awaitAll() {
        awaitUp(nodes);
        awaitUp(workers);
    }

    /** Those that ended by themselves are started again, and those that answer again are known to be up. */
    public void look() {
        nodes.forEach(Node::look);
        workers.forEach(Node::look);
    }

    public Shape shape() {
        return shape;
    }

    public Path folder() {
        return folder;
    }

    /** What the steps of the next runs are told to do. */
    public void order(List<StepOrder> orders) {
        for (int i = 0; i < targets.size(); i++) {
            int number = i;
            Target target = targets.get(i);
            target.ask(jdbc -> {
                jdbc.sql("delete from TORTURE_OUTSIDE.ORDERS where target = ?").param(target.name()).update();
                for (StepOrder order : orders.stream().filter(each -> each.target() == number).toList()) {
                    jdbc.sql("insert into TORTURE_OUTSIDE.ORDERS values (?, ?, ?, ?, ?, ?)").params(target.name(), order.kind(),
                            order.procedure(), order.millis(), order.faults(), order.errorCode()).update();
                }
                return null;
            });
        }
    }

    /** @param instance of the operation @return empty: no server answered */
    public Optional<Integer> start(String operation, int instance) {
        return post("/api/runs", Map.of("operation", operation, "environment", FleetFile.ENVIRONMENT, "instance", instance));
    }

    /** @param database null: the whole run @param action halt, resume or cancel */
    public Optional<Integer> act(long run, String action, String database) {
        return post("/api/runs/" + run + "/" + action, database == null ? Map.of() : Map.of("database", database));
    }

    /** To the first server that is up. @return the HTTP status */
    private Optional<Integer> post(String path, Object body) {
        for (DomNode node : nodes) {
            if (node.isUp()) {
                Optional<ServerHttp.Answer> answer = node.http().post(path, body);
                if (answer.isPresent()) {
                    return answer.map(ServerHttp.Answer::status);
                }
            }
        }
        return Optional.empty();
    }

    /** The repository, past all relays. */
    public JdbcClient repository() {
        return repository.jdbc();
    }

    public List<String> targetNames() {
        return targets.stream().map(Target::name).toList();
    }

    /** Asks a target's own schema as its superuser, past all relays. */
    public <T> T ask(String target, Function<JdbcClient, T> question) {
        return targets.stream().filter(each -> each.name().equals(target)).findFirst().orElseThrow().ask(question);
    }

    public Relay targetLine(int target) {
        return targets.get(target).relay();
    }

    public Relay repositoryLine(int server) {
        return nodes.get(server).repository();
    }

    /** As the log names the server now; see {@code DOM$TASK_ATTEMPT.server}. */
    public String serverName(int server) {
        return nodes.get(server).namePrefix();
    }

    /** Empty: it is none of the servers that live. */
    public Optional<Integer> serverNamed(String name) {
        return numbered(nodes, name);
    }

    public Optional<Integer> workerNamed(String name) {
        return numbered(workers, name);
    }

    private static Optional<Integer> numbered(List<? extends Node> nodes, String name) {
        return IntStream.range(0, nodes.size()).boxed().filter(i -> name.startsWith(nodes.get(i).namePrefix())).findFirst();
    }

    public boolean aServerIsUp() {
        return nodes.stream().anyMatch(Node::isUp);
    }

    /** And the server that it asks. */
    public boolean aWorkerIsUp() {
        return workers.stream().anyMatch(worker -> worker.isUp() && worker.canStart());
    }

    public void killServer(int server) {
        nodes.get(server).kill();
    }

    public void pauseServer(int server) {
        nodes.get(server).pause();
    }

    public void continueServer(int server) {
        nodes.get(server).goOn();
    }

    /** Between a worker and its server. */
    public Relay workerLine(int worker) {
        return workers.get(worker).line();
    }

    /** As {@link #serverName}. */
    public String workerName(int worker) {
        return workers.get(worker).namePrefix();
    }

    public void killWorker(int worker) {
        workers.get(worker).kill();
    }

    public void pauseWorker(int worker) {
        workers.get(worker).pause();
    }

    public void continueWorker(int worker) {
        workers.get(worker).goOn();
    }

    public void killTargetServer(int number) {
        targetServers.get(number).kill();
    }

    public void restartTargetServer(int number) {
        targetServers.get(number).restart();
    }

    public void restartRepository() {
        repository.restart();
    }

    /** All lines are open, and nobody is paused. */
    public void heal() {
        nodes.forEach(Node::goOn);
        workers.forEach(Node::goOn);
        workers.forEach(worker -> worker.line().restore());
        nodes.forEach(node -> node.repository().restore());
        targets.forEach(target -> {
            target.relay().restore();
            target.relay().release();
        });
    }

    /** Of servers and workers. */
    public List<Path> logs() {
        return Stream.concat(nodes.stream(), workers.stream()).map(Node::log).toList();
    }

    @Override
    public void close() {
        heal();
        workers.forEach(WorkerNode::close);
        nodes.forEach(Node::close);
        targets.forEach(target -> target.relay().close());
        nodes.forEach(node -> node.repository().close());
        targetServers.forEach(TargetServer::close);
        repository.close();
    }
}
