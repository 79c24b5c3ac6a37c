package dev.pointsman.peers;

import io.github.kawamuray.wasmtime.Engine;
import io.github.kawamuray.wasmtime.Extern;
import io.github.kawamuray.wasmtime.Func;
import io.github.kawamuray.wasmtime.FuncType;
import io.github.kawamuray.wasmtime.ImportType;
import io.github.kawamuray.wasmtime.Instance;
import io.github.kawamuray.wasmtime.Module;
import io.github.kawamuray.wasmtime.Store;
import io.github.kawamuray.wasmtime.Val;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Wasmtime through JNI: compiled once, a store and an instance for each job. Its binding has no
 * standard input in memory, so WASI is made by hand. Immutable, so safe on every thread.
 */
record WasmtimeGuests(Engine engine, Module module, List<ImportType> imports) implements Guests {
    static WasmtimeGuests compiled(Settings settings) {
        var engine = new Engine();
        var module = Module.fromFile(engine, settings.module().toString());
        return new WasmtimeGuests(engine, module, List.of(module.imports()));
    }

    @Override
    public void run(Job job) {
        var call = new WasmtimeCall(job);
        var functions = new ArrayList<Func>();
        try (var store = new Store<>(call, engine)) {
            imports.forEach(wanted -> functions.add(function(store, wanted)));
            var externs = functions.stream().map(Extern::fromFunc).toList();
            try (var instance = new Instance(store, module, externs)) {
                call.memory(instance.getMemory(store, "memory").orElseThrow().buffer(store));
                instance.getFunc(store, "_start").orElseThrow().call(store);
            }
        } finally {
            functions.forEach(Func::close);
        }
    }

    /** All that it may import takes numbers of 32 bits, but for one of WASI. */
    private static Func function(Store<WasmtimeCall> store, ImportType wanted) {
        var type = wanted.func();
        var answers = type.getResults().length > 0;
        var body = WasmtimeCall.function(wanted.name());
        return new Func(
                store,
                new FuncType(type.getParams(), type.getResults()),
                (caller, parameters, results) -> {
                    var answer = body.call(caller.data(), numbers(parameters));
                    if (answers) {
                        results[0] = Val.fromI32(answer);
                    }
                });
    }

    private static int[] numbers(Val[] parameters) {
        return Arrays.stream(parameters)
                .mapToInt(value -> value.getType() == Val.Type.I32 ? value.i32() : 0)
                .toArray();
    }
}
