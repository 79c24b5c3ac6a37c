package dev.pointsman.it.spec;

import dev.pointsman.contracts.Payload;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A module to which functions are added, the last of which becomes the {@code _start} that makes it
 * a job. What it imports and has stays as it is. Owned by one thread.
 */
final class Splice {
    private static final int TYPE = 1;
    private static final int IMPORT = 2;
    private static final int FUNCTION = 3;
    private static final int EXPORT = 7;
    private static final int CODE = 10;
    private static final int HEADER_BYTES = 8;
    private static final String ENTRY = "_start";
    private static final Signature NOTHING = new Signature(List.of(), List.of());

    /** The order sections have to stand in; the count of data comes before the code. */
    private static final List<Integer> ORDER = List.of(1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11);

    private final byte[] module;
    private final Map<Integer, byte[]> sections = new TreeMap<>();
    private final Map<String, Export> exports = new HashMap<>();
    private final List<ImportedFunction> imports = new ArrayList<>();
    private final List<Signature> types = new ArrayList<>();
    private int functions;

    /** An export: of the kind 0 it is a function, of 3 a global. */
    record Export(int kind, int index) {}

    /** A function the module asks for. */
    record ImportedFunction(String module, String name, Signature type) {}

    /** A function's type, a byte a value. */
    record Signature(List<Integer> parameters, List<Integer> results) {}

    Splice(byte[] module) {
        this.module = module;
        var bytes = new Bytes(module, HEADER_BYTES);
        while (bytes.hasMore()) {
            var id = bytes.octet();
            var size = bytes.number();
            if (id != 0) {
                sections.put(id, Arrays.copyOfRange(module, bytes.at(), bytes.at() + size));
            }
            bytes.skip(size);
        }
        read(TYPE, this::type);
        read(IMPORT, this::imported);
        functions = imports.size() + count(FUNCTION);
        read(EXPORT, this::exported);
    }

    Optional<Export> export(String name) {
        return Optional.ofNullable(exports.get(name));
    }

    List<ImportedFunction> imports() {
        return List.copyOf(imports);
    }

    /** The module with these functions more, each with its code after its variables. */
    Payload with(List<byte[]> bodies) {
        var all = new TreeMap<>(sections);
        var type = types.contains(NOTHING) ? types.indexOf(NOTHING) : types.size();
        if (type == types.size()) {
            all.put(TYPE, appended(TYPE, List.of(new byte[] {0x60, 0, 0})));
        }
        all.put(FUNCTION, appended(FUNCTION, bodies.stream().map(_ -> number(type)).toList()));
        all.put(CODE, appended(CODE, bodies.stream().map(Splice::sized).toList()));
        var entry = join(name(ENTRY), new byte[] {0}, number(functions + bodies.size() - 1));
        all.put(EXPORT, appended(EXPORT, List.of(entry)));
        var out = new ByteArrayOutputStream();
        out.write(module, 0, HEADER_BYTES);
        for (var id : ORDER) {
            if (all.containsKey(id)) {
                out.write(id);
                out.writeBytes(sized(all.get(id)));
            }
        }
        return Payload.takingOver(out.toByteArray());
    }

    /** The index the first function that is added gets. */
    int firstAdded() {
        return functions;
    }

    private void read(int section, Consumer<Bytes> entry) {
        var bytes = new Bytes(sections.getOrDefault(section, new byte[] {0}), 0);
        var count = bytes.number();
        for (var i = 0; i < count; i++) {
            entry.accept(bytes);
        }
    }

    private void type(Bytes bytes) {
        bytes.octet();
        types.add(new Signature(values(bytes), values(bytes)));
    }

    private static List<Integer> values(Bytes bytes) {
        var values = new ArrayList<Integer>();
        var count = bytes.number();
        for (var i = 0; i < count; i++) {
            values.add(bytes.octet());
        }
        return values;
    }

    private void imported(Bytes bytes) {
        var module = bytes.name();
        var name = bytes.name();
        switch (bytes.octet()) {
            case 0 -> imports.add(new ImportedFunction(module, name, types.get(bytes.number())));
            case 1 -> {
                bytes.octet();
                limits(bytes);
            }
            case 2 -> limits(bytes);
            case 3 -> bytes.skip(2);
            default -> throw new IllegalArgumentException("an import of a kind we do not know");
        }
    }

    private static void limits(Bytes bytes) {
        var hasMaximum = (bytes.octet() & 1) != 0;
        bytes.number();
        if (hasMaximum) {
            bytes.number();
        }
    }

    private void exported(Bytes bytes) {
        exports.put(bytes.name(), new Export(bytes.octet(), bytes.number()));
    }

    private int count(int section) {
        return new Bytes(sections.getOrDefault(section, new byte[] {0}), 0).number();
    }

    private byte[] appended(int section, List<byte[]> entries) {
        var old = sections.getOrDefault(section, new byte[] {0});
        var bytes = new Bytes(old, 0);
        var count = bytes.number();
        var out = new ByteArrayOutputStream();
        out.writeBytes(number(count + entries.size()));
        out.write(old, bytes.at(), old.length - bytes.at());
        entries.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] sized(byte[] content) {
        return join(number(content.length), content);
    }

    private static byte[] name(String name) {
        return sized(name.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] number(int number) {
        var out = new ByteArrayOutputStream();
        var rest = number;
        for (; rest >>> 7 != 0; rest >>>= 7) {
            out.write((rest & 0x7F) | 0x80);
        }
        out.write(rest);
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
