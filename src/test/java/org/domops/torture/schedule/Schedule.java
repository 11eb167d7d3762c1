package org.domops.torture.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * What happens, and when; nothing but a function of the seed and the arena's shape.
 *
 * @param faults in order of time
 * @param aimed one more; null: there is none
 */
public record Schedule(long seed, List<StepOrder> orders, List<Fault> faults, AimedFault aimed) {

    /** The runs take about so long when nothing happens to them; faults begin within it. */
    private static final int WINDOW = 2_500;
    private static final int MOST_FAULTS = 4;
    private static final int MOST_FAULTS_OF_WORKERS = 2;
    private static final int LONGEST = 1_500;
    /** Percent of the schedules. */
    private static final int LONG_STEPS = 40;
    private static final int LONGEST_AIM = 1_000;

    public static Schedule of(long seed, Shape shape) {
        // neighbouring seeds give similar first numbers
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        random.nextLong();
        List<StepOrder> orders = orders(random, shape);
        if (random.nextInt(100) < LONG_STEPS) {
            outlast(random, orders);
        }
        List<Fault> faults = faults(random, shape);
        Optional<StepOrder> slow = orders.stream().filter(StepOrder::slow).findFirst();
        return new Schedule(seed, List.copyOf(orders), faults, slow.map(step -> aimed(random, shape, step)).orElse(null));
    }

    private static List<StepOrder> orders(Random random, Shape shape) {
        List<StepOrder> orders = new ArrayList<>();
        List<String> procedures = new ArrayList<>(TortureRun.TASKS);
        procedures.addAll(List.of("ITERATOR", "INITIAL", "FINAL N", "FINAL Y"));
        for (int target = 0; target < shape.targets(); target++) {
            for (String kind : TortureRun.ALL.stream().map(TortureRun::kind).distinct().toList()) {
                String failing = procedures.get(random.nextInt(procedures.size()));
                boolean faulty = "FAULTY".equals(kind) || random.nextInt(12) == 0;
                for (String procedure : procedures) {
                    int millis = random.nextInt(10) == 0 ? random.nextInt(350) : random.nextInt(70);
                    boolean fails = faulty && procedure.equals(failing);
                    // only tasks have errors of their own that are transient
                    boolean passing = TortureRun.TASKS.contains(procedure) && random.nextBoolean();
                    orders.add(new StepOrder(target, kind, procedure, millis, fails ? 1 + random.nextInt(2) : 0,
                            fails ? passing ? StepOrder.TRANSIENT : StepOrder.PERMANENT : null));
                }
            }
        }
        return orders;
    }

    /** One of the steps takes longer than a lease: its sessions may live on when another server has their lanes. */
    private static void outlast(Random random, List<StepOrder> orders) {
        StepOrder slow = orders.get(random.nextInt(orders.size()));
        orders.replaceAll(order -> !order.kind().equals(slow.kind()) || !order.procedure().equals(slow.procedure()) ? order
                : new StepOrder(order.target(), order.kind(), order.procedure(), 1_600 + random.nextInt(900), order.faults(),
                        order.errorCode()));
    }

    private static List<Fault> faults(Random random, Shape shape) {
        List<Fault> faults = new ArrayList<>();
        int count = 1 + random.nextInt(MOST_FAULTS);
        for (int i = 0; i < count; i++) {
            faults.add(fault(random, shape, FaultKind.OF_SERVERS));
        }
        // last, so that a seed of the time before there were workers gives what it gave then, and perhaps this
        int ofWorkers = random.nextInt(MOST_FAULTS_OF_WORKERS + 1);
        for (int i = 0; i < ofWorkers; i++) {
            faults.add(fault(random, shape, FaultKind.OF_WORKERS));
        }
        faults.sort(Comparator.comparingInt(Fault::at));
        return List.copyOf(faults);
    }

    private static AimedFault aimed(Random random, Shape shape, StepOrder slow) {
        FaultKind kind = kind(random, FaultKind.AIMED);
        return new AimedFault(random.nextInt(shape.targets()), slow, random.nextInt(LONGEST_AIM), kind, lasting(random, shape, kind));
    }

    private static Fault fault(Random random, Shape shape, List<FaultKind> kinds) {
        FaultKind kind = kind(random, kinds);
        int index = random.nextInt(most(kind, shape));
        int lasts = lasting(random, shape, kind);
        return new Fault(random.nextInt(WINDOW), kind, index, lasts);
    }

    private static int lasting(Random random, Shape shape, FaultKind kind) {
        return !kind.lasting() ? 0 : kind == FaultKind.PAUSE_SERVER || kind == FaultKind.PAUSE_WORKER
                ? shape.lease() + 500 + random.nextInt(LONGEST) : 100 + random.nextInt(LONGEST);
    }

    private static FaultKind kind(Random random, List<FaultKind> kinds) {
        int all = kinds.stream().mapToInt(FaultKind::weight).sum();
        int drawn = random.nextInt(all);
        for (FaultKind kind : kinds) {
            drawn -= kind.weight();
            if (drawn < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("the weights add up to " + all);
    }

    private static int most(FaultKind kind, Shape shape) {
        return switch (kind.aim()) {
            case SERVER -> shape.servers();
            case WORKER -> shape.workers();
            case TARGET -> shape.targets();
            case TARGET_SERVER -> shape.targetServers();
            case REPOSITORY -> 1;
            case RUN -> TortureRun.ALL.size();
            case LANE -> TortureRun.ALL.stream().mapToInt(TortureRun::targets).sum();
        };
    }

    @Override
    public String toString() {
        String slow = orders.stream().filter(StepOrder::slow)
                .map(order -> "; slow: " + order.kind() + " " + order.procedure() + " on " + order.target()).collect(Collectors.joining());
        String failing = orders.stream().filter(order -> order.faults() > 0).map(StepOrder::toString)
                .collect(Collectors.joining(", "));
        return "seed " + seed + ": " + faults.stream().map(Fault::toString).collect(Collectors.joining(", "))
                + (aimed == null ? "" : "; aimed: " + aimed)
                + (failing.isEmpty() ? "" : "; failing: " + failing) + slow;
    }
}
