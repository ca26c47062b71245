package org.fhirriver.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.fhirriver.chaos.fault.Fault;
import org.fhirriver.chaos.fault.FaultPlan;
import org.fhirriver.chaos.fault.Injector;
import org.fhirriver.chaos.result.BusImage;
import org.fhirriver.chaos.result.StoreImage;
import org.fhirriver.chaos.stand.BatchApi;
import org.fhirriver.chaos.stand.Member;
import org.fhirriver.chaos.stand.Stand;
import org.fhirriver.chaos.work.Feed;
import org.fhirriver.chaos.work.LedgerSums;
import org.fhirriver.chaos.work.Workload;
import org.fhirriver.kit.kafka.TopicCatalogue;
import org.fhirriver.kit.kafka.TopicDeclarations;

/** One run of the work over a stand of its own. */
final class Run {

    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(15);
    private static final Duration RECOVERS_WITHIN = Duration.ofMinutes(3);

    private final Order order;
    private final Workload workload;
    private final Report report;

    Run(Order order, Workload workload, Report report) {
        this.order = order;
        this.workload = workload;
        this.report = report;
    }

    /** What a run left. */
    record Outcome(StoreImage store, BusImage bus) {}

    /** Runs until everything has arrived. */
    Outcome over(Stand stand, FaultPlan plan) throws InterruptedException {
        stand.start();
        createTopics(stand);
        BatchApi batches = new BatchApi(stand.extractorApi());
        Random random = new Random(order.seed());
        try (LedgerSums ledger = new LedgerSums(stand.bootstrapServers());
                Work work = new Work(
                        batches,
                        new Feed(stand.bootstrapServers(), workload.rows()),
                        plan.faults().size() + 1);
                Injector injector = new Injector(stand, random, order.outage())) {
            long begun = System.nanoTime();
            for (int slice = 0; slice < plan.faults().size(); slice++) {
                work.slice(slice);
                disturb(stand, plan.faults().get(slice), work, ledger, injector, random);
            }
            work.finish();
            settle(batches, ledger);
            report.settled(Duration.ofNanos(System.nanoTime() - begun), ledger.all());
        }
        return new Outcome(StoreImage.of(stand.mongodb()), BusImage.of(stand.bootstrapServers(), pipelines()));
    }

    private void disturb(Stand stand, Fault fault, Work work, LedgerSums ledger, Injector injector, Random random)
            throws InterruptedException {
        if (fault == Fault.KILL_EXTRACTOR) {
            work.beginBatch();
            pause(random.nextInt(workload.rows() / 20 + 20));
        } else {
            pause(random.nextInt(workload.rows() / 15 + 300));
        }
        ledger.read();
        long stored = ledger.stored();
        long from = injector.inject(fault);
        work.pulse();
        report.injected(fault);
        long end = System.nanoTime() + RECOVERS_WITHIN.toNanos();
        boolean recovered = false;
        while (!recovered) {
            ledger.read();
            recovered = stand.members().stream().allMatch(Member::isReady) && ledger.stored() > stored;
            if (System.nanoTime() > end) {
                throw new IllegalStateException("After this fault the river did not recover within %d s: %s"
                        .formatted(RECOVERS_WITHIN.toSeconds(), fault.title()));
            }
        }
        report.recovered(Duration.ofNanos(System.nanoTime() - from));
    }

    /** Waits until the ledger accounts for every record to its end, and the extractor says so too. */
    private void settle(BatchApi batches, LedgerSums ledger) throws InterruptedException {
        long end = System.nanoTime() + SETTLES_WITHIN.toNanos();
        List<String> missing = List.of("everything");
        while (!missing.isEmpty()) {
            ledger.read();
            missing = ledger.missing(workload.rows());
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "The ledger does not add up after %d min: %s".formatted(SETTLES_WITHIN.toMinutes(), missing));
            }
        }
        end = System.nanoTime() + RECOVERS_WITHIN.toNanos();
        while (!allCompleted(batches)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "The ledger adds up and yet not all batches have ended: " + batches.states());
            }
            pause(200);
        }
    }

    private static boolean allCompleted(BatchApi batches) throws InterruptedException {
        Optional<Map<String, String>> states = batches.states();
        return states.isPresent()
                && Workload.TABLES.stream()
                        .allMatch(pipeline -> "completed".equals(states.get().get(pipeline)));
    }

    private static void createTopics(Stand stand) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stand.bootstrapServers()))) {
            new TopicCatalogue(admin, TopicDeclarations.read(Optional.empty())).ensure(pipelines());
        }
    }

    private static List<String> pipelines() {
        List<String> all = new ArrayList<>(Workload.TABLES);
        all.addAll(Workload.FEEDS);
        return all;
    }

    private static void pause(int millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }
}
