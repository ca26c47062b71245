package org.fhirriver.fhirpath.eval;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.fhirriver.fhirpath.model.Node;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.Steps;
import org.fhirriver.fhirpath.value.Temporal;
import org.jspecify.annotations.Nullable;

/**
 * What expressions run against: an input, values of variables, the time, and how many steps they may take together. One
 * evaluation serves any number of expressions, one after the other, in one thread.
 */
public final class Evaluation {

    /** How many steps all expressions of an evaluation may take, unless it is set. */
    public static final long STEPS = 1_000_000;

    private static final @Nullable Object[] NONE = {};

    private @Nullable Object input;
    private @Nullable Object[] slots = NONE;
    private Steps steps = new Steps(STEPS);
    private @Nullable Instant now;
    private ZoneId zone = ZoneOffset.UTC;
    private @Nullable Temporal nowValue;
    private @Nullable Object host;
    private BiConsumer<String, Object> trace = Evaluation::ignore;
    private int index = -1;
    private @Nullable Object total;

    private Evaluation(@Nullable Object input) {
        this.input = input;
    }

    /** Of a JSON value; a resource is seen with its R4 types. Unless the time is set, it is the clock's. */
    public static Evaluation of(@Nullable Object json) {
        return new Evaluation(Node.typed(Items.of(json)));
    }

    /** Sets what now(), today() and timeOfDay() tell. */
    public Evaluation at(Instant instant, ZoneId timeZone) {
        now = instant;
        zone = timeZone;
        nowValue = null;
        return this;
    }

    /** Sets what custom functions find with {@link #host}. */
    public Evaluation with(Object newHost) {
        host = newHost;
        return this;
    }

    /** Sets how many steps are left. */
    public Evaluation limit(long newSteps) {
        steps = new Steps(newSteps);
        return this;
    }

    /** Sets who hears of trace(name). */
    public Evaluation trace(BiConsumer<String, Object> listener) {
        trace = listener;
        return this;
    }

    /** Sets the value of a variable; the slot comes from {@link Variables}. */
    public Evaluation set(int slot, @Nullable Object json) {
        assign(slot, Node.typed(Items.of(json)));
        return this;
    }

    /** Gives the same surroundings another input. */
    public Evaluation input(@Nullable Object json) {
        input = Node.typed(Items.of(json));
        return this;
    }

    /** Sets a slot to a collection as it is. */
    public void assign(int slot, @Nullable Object collection) {
        if (slot >= slots.length) {
            slots = Arrays.copyOf(slots, Math.max(slot + 4, slots.length * 2));
        }
        slots[slot] = collection;
    }

    /** The value of a variable. */
    public @Nullable Object slot(int slot) {
        return slot < slots.length ? slots[slot] : null;
    }

    /** What %context means, and $this at the outset. */
    public @Nullable Object input() {
        return input;
    }

    /** The caller's own object. */
    public <T> T host(Class<T> type) {
        Object present = host;
        if (!type.isInstance(present)) {
            throw new IllegalStateException("The evaluation was not given a " + type.getSimpleName());
        }
        return type.cast(present);
    }

    /** The steps that are left. */
    public Steps steps() {
        return steps;
    }

    /** The time zone. */
    public ZoneId zone() {
        return zone;
    }

    /** The instant of now(). */
    public Instant instant() {
        Instant known = now;
        if (known == null) {
            known = Instant.now();
            now = known;
        }
        return known;
    }

    /** What now() is. */
    public Temporal now() {
        Temporal known = nowValue;
        if (known == null) {
            known = Temporal.of(instant(), zone);
            nowValue = known;
        }
        return known;
    }

    private static void ignore(String name, Object items) {}

    /** Tells the listener of a trace. */
    public void trace(String name, @Nullable Object collection) {
        trace.accept(name, Items.list(collection));
    }

    /** What $index is; negative outside of a function that goes through items. */
    public int index() {
        return index;
    }

    /** Sets $index and gives the one before. */
    public int index(int newIndex) {
        int before = index;
        index = newIndex;
        return before;
    }

    /** What $total is. */
    public @Nullable Object total() {
        return total;
    }

    /** Sets $total. */
    public void total(@Nullable Object newTotal) {
        total = newTotal;
    }
}
