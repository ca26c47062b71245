package org.fhirriver.chaos.fault;

/** What can be done to the river. */
public enum Fault {
    KILL_EXTRACTOR("extractor killed in the middle of a batch"),
    KILL_TRANSFORMER("transformer killed"),
    KILL_TRANSFORMER_IN_TRANSACTION("transformer killed inside a transaction"),
    KILL_LOADER("loader killed"),
    KILL_LOADER_BEFORE_COMMIT("loader killed between the store's acknowledgement and the commit"),
    KILL_BROKER("broker killed"),
    RESTART_BROKER("broker restarted"),
    STOP_STORE("store stopped for a while"),
    SECOND_TRANSFORMER("second transformer joins and leaves"),
    SECOND_LOADER("second loader joins and leaves"),
    FREEZE_TRANSFORMER("transformer frozen until another has taken over"),
    FREEZE_LOADER("loader frozen until another has taken over");

    private final String title;

    Fault(String title) {
        this.title = title;
    }

    /** What happens, in words. */
    public String title() {
        return title;
    }

    /** Whether it takes longer than the time that a group gives a member that is silent. */
    public boolean isSlow() {
        return this == FREEZE_TRANSFORMER || this == FREEZE_LOADER;
    }
}
