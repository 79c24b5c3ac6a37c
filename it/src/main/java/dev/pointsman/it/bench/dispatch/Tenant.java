package dev.pointsman.it.bench.dispatch;

/** Stands for a job's context: something typed, read from at every call. */
record Tenant(int number) {
    int answer(int argument, int function) {
        return argument + number + function;
    }
}
