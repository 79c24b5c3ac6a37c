package dev.pointsman.worker.sandbox;

/**
 * A host function failed in a way it has no name for: our defect, whatever the guest asked. It
 * parts our failures from the engine's, which meets some bad arguments with raw exceptions.
 */
final class HostFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException defect;

    HostFault(RuntimeException defect) {
        super(defect);
        this.defect = defect;
    }

    RuntimeException defect() {
        return defect;
    }
}
