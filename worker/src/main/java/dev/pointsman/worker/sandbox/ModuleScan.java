package dev.pointsman.worker.sandbox;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.tenant.Limits;

/**
 * Looks through a module's bytes before any parser does, which would believe its numbers: whether
 * all sizes and counts are true and small enough, and nothing is in it that we do not run. Owned by
 * one thread.
 */
final class ModuleScan {
    static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final int MAX_TYPES = 1_000;
    private static final int MAX_VALUES = 64;
    private static final int MAX_FUNCTIONS = 10_000;
    private static final int MAX_ENTRIES = 10_000;
    private static final int MAX_EXPORTS = 1_000;
    static final int MAX_TABLES = 4;
    private static final int FUNCTION_TYPE = 0x60;
    private static final int TABLE_WITH_VALUE = 0x40;
    private static final int LAST_EXPORTED_KIND = 4;

    private final WasmReader reader;
    private final ValueScan values;

    private ModuleScan(WasmReader reader) {
        this.reader = reader;
        this.values = new ValueScan(reader);
    }

    /** What the module is made of; throws {@link ModuleRefused} where it is not as it should be. */
    static Sections sections(byte[] module) {
        if (module.length > MAX_BYTES) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "the module is of "
                            + module.length
                            + " bytes (expected: at most "
                            + MAX_BYTES
                            + "; strip it: debug information is most of a large module)");
        }
        var reader = new WasmReader(module);
        reader.skip(WasmHeader.BYTES, "the header");
        var scan = new ModuleScan(reader);
        var sections = new Sections(module);
        while (reader.hasMore()) {
            sections.requireRoom();
            var from = reader.at();
            var id = reader.octet("a section");
            reader.narrow(reader.number("a section"), "a section");
            sections.add(id, from, reader.at(), scan.section(id));
        }
        sections.elements(scan.values.elements());
        return sections;
    }

    /** Reads one section, and answers where it ends. */
    private int section(int id) {
        switch (id) {
            case Sections.CUSTOM -> reader.skipRest();
            case Sections.TYPE -> each("types", MAX_TYPES, this::type);
            case Sections.IMPORT -> each("imports", ImportCheck.MAX_IMPORTS, this::imported);
            case Sections.FUNCTION -> each("functions", MAX_FUNCTIONS, this::index);
            case Sections.TABLE -> each("tables", MAX_TABLES, this::table);
            case Sections.MEMORY -> each("memories", 1, this::memory);
            case Sections.GLOBAL -> each("globals", MAX_ENTRIES, this::global);
            case Sections.EXPORT -> each("exports", MAX_EXPORTS, this::exported);
            case Sections.START -> index();
            case Sections.ELEMENT -> each("element segments", MAX_ENTRIES, values::element);
            case Sections.CODE -> new CodeScan(reader).bodies(MAX_FUNCTIONS);
            case Sections.DATA -> each("data segments", MAX_ENTRIES, values::data);
            case Sections.DATA_COUNT -> reader.atMost(MAX_ENTRIES, "data segments");
            case Sections.TAG ->
                    throw reader.refusal(
                            "the module throws exceptions: build it without (-fno-exceptions, panic=abort)");
            default -> throw reader.refusal("a section of the unknown kind " + id);
        }
        var end = reader.at();
        reader.widen("a section");
        return end;
    }

    private void each(String what, int max, Runnable read) {
        var count = reader.count(what, max);
        for (var i = 0; i < count; i++) {
            read.run();
        }
    }

    private void index() {
        reader.number("an index");
    }

    private void type() {
        var form = reader.octet("a type");
        if (form != FUNCTION_TYPE) {
            throw reader.refusal(
                    "a type of the garbage collection proposal: build for a target without it");
        }
        each("parameters", MAX_VALUES, values::type);
        each("results", MAX_VALUES, values::type);
    }

    private void imported() {
        reader.skipName();
        reader.skipName();
        var kind = reader.octet("an import");
        switch (kind) {
            case 0 -> index();
            case 1 -> tableType(reader.octet("a table"));
            case 2 -> memory();
            case 3 -> globalType();
            case 4 -> {
                reader.octet("a tag");
                index();
            }
            default -> throw reader.refusal("an import of the unknown kind " + kind);
        }
    }

    private void table() {
        var first = reader.octet("a table");
        if (first != TABLE_WITH_VALUE) {
            tableType(first);
            return;
        }
        reader.requireKind(0, "a table");
        tableType(reader.octet("a table"));
        values.expression();
    }

    private void tableType(int reference) {
        values.requireReference(reference);
        values.limits("slots of a table", JobTable.MAX_SLOTS);
    }

    private void memory() {
        values.limits("pages of memory", Limits.MAX_PAGES);
    }

    private void globalType() {
        values.type();
        reader.octet("a global");
    }

    private void global() {
        globalType();
        values.expression();
    }

    private void exported() {
        reader.skipName();
        reader.requireKind(LAST_EXPORTED_KIND, "an export");
        index();
    }
}
