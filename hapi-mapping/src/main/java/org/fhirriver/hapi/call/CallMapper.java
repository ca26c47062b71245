package org.fhirriver.hapi.call;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fhirriver.hapi.RecordRejected;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.hapi.json.ResourceIds;
import org.fhirriver.hapi.json.ResourceStates;
import org.fhirriver.hapi.mapper.Incoming;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.hapi.mapper.Result;
import org.fhirriver.mapping.pipeline.OtherMapping;
import org.fhirriver.messages.ResourceKey;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Has records mapped by a server. So many calls as the pipeline allows are under way at once; their answers are taken in
 * the order of the records. When a call cannot be made, its record waits.
 */
public final class CallMapper implements RecordMapper {

    private final OtherMapping.Call call;
    private final CallTimes times;
    private final String pipeline;
    private final MappingServer server;
    private final ExecutorService threads;
    private final ServerState state;

    public CallMapper(String pipeline, OtherMapping.Call call, CallTimes times) {
        this.pipeline = pipeline;
        this.call = call;
        this.times = times;
        this.server = new MappingServer(call);
        this.threads = Executors.newFixedThreadPool(call.concurrency(), task -> {
            Thread thread = new Thread(task, "call " + pipeline);
            thread.setDaemon(true);
            return thread;
        });
        this.state = new ServerState("the mapping server of " + pipeline, call.timeout(), threads);
    }

    @Override
    public Result map(Incoming record) throws Unreachable {
        return begin(record).result();
    }

    @Override
    public InHand begin(Incoming record) {
        Exchange exchange = server.exchange(record);
        if (state.isAway()) {
            state.probe(exchange);
            return () -> {
                throw state.outage();
            };
        }
        return new Call(record, exchange);
    }

    @Override
    public int ahead() {
        return call.concurrency() - 1;
    }

    @Override
    public Duration longest() {
        return call.timeout();
    }

    @Override
    public List<ResourceKey> ids(Map<String, @Nullable Object> keyColumns) {
        return List.of();
    }

    @Override
    public boolean idsFollowFromTheKey() {
        return false;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.close();
    }

    private final class Call implements InHand {
        private final Incoming record;
        private final Exchange exchange;
        private final long begun = System.nanoTime();
        private final Future<Exchange.Answer> answer;

        private Call(Incoming record, Exchange exchange) {
            this.record = record;
            this.exchange = exchange;
            this.answer = threads.submit(exchange::execute);
        }

        @Override
        public Result result() throws Unreachable {
            Exchange.Answer received = received();
            if (Answers.isOutage(received.status())) {
                throw failed("answers " + received.status());
            }
            try {
                List<Resource> resources = Answers.resources(received);
                resources.forEach(new ResourceIds(record.about())::give);
                Result result = new Result.Mapped(new ArrayList<>(
                        ResourceStates.of(resources, "The mapping server").values()));
                took("mapped");
                return result;
            } catch (RecordRejected e) {
                took("rejected");
                return new Result.Rejected(e.reason(), e.element());
            }
        }

        @Override
        public void cancel() {
            exchange.abort();
            answer.cancel(true);
        }

        private Exchange.Answer received() throws Unreachable {
            try {
                long left = call.timeout().toNanos() - (System.nanoTime() - begun);
                return answer.get(Math.max(left, 0), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                cancel();
                throw failed(
                        "did not answer within %d ms".formatted(call.timeout().toMillis()));
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException failure) {
                    throw failed("cannot be reached (%s)"
                            .formatted(failure.getClass().getSimpleName()));
                }
                throw new IllegalStateException("A mapping call failed", e);
            } catch (InterruptedException e) {
                cancel();
                Thread.currentThread().interrupt();
                throw failed("was not waited for");
            }
        }

        private Unreachable failed(String why) {
            took("failed");
            return state.away(why);
        }

        private void took(String outcome) {
            times.took(pipeline, outcome, Duration.ofNanos(System.nanoTime() - begun));
        }
    }
}
