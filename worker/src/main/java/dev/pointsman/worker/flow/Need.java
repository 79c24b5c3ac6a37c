package dev.pointsman.worker.flow;

/**
 * Something that a job cannot be run without, and that takes long to come. Equal if it is the same.
 */
public interface Need {
    /**
     * Has it fetched; returns at once.
     *
     * @param then what is to be done when it is here, or cannot be had; never by who calls this
     */
    void fetch(Runnable then);
}
