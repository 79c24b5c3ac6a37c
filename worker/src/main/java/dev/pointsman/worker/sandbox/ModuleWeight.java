package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import java.util.Arrays;

/**
 * About how much memory a module takes that is kept: what is parsed of it, on the heap, and its
 * generated code beside it. Measured with a module of ten thousand of each, and of one thousand
 * types, for a file of few bytes may have many of them. Stateless.
 */
final class ModuleWeight {
    /** An estimate of what grows with the file: code. */
    private static final int BYTES_A_FILE_BYTE = 4;

    /** Two methods, beside the heap; and on it an entry with a body that only traps. */
    private static final int BYTES_OF_METHODS = 600;

    private static final int BYTES_A_FUNCTION = 200;

    /**
     * A method by which functions of the type are called through tables; each value is an object.
     */
    private static final int BYTES_A_TYPE = 800;

    private static final int BYTES_A_VALUE = 48;
    private static final int BYTES_A_GLOBAL = 130;
    private static final int BYTES_A_DATA_SEGMENT = 80;
    private static final int BYTES_AN_ELEMENT_SEGMENT = 170;

    /** Each is a list of one instruction. */
    private static final int BYTES_AN_ELEMENT = 100;

    private ModuleWeight() {}

    static int of(Sections sections, WasmModule outline) {
        return BYTES_A_FILE_BYTE * sections.size()
                + BYTES_OF_METHODS * outline.functionSection().functionCount()
                + onHeap(sections, outline);
    }

    static int onHeap(Sections sections, WasmModule outline) {
        return BYTES_AN_ELEMENT * sections.elements()
                + BYTES_A_FUNCTION * outline.functionSection().functionCount()
                + BYTES_A_GLOBAL * outline.globalSection().globalCount()
                + BYTES_A_DATA_SEGMENT * outline.dataSection().dataSegmentCount()
                + BYTES_AN_ELEMENT_SEGMENT * outline.elementSection().elementCount()
                + ofTypes(outline.typeSection().types());
    }

    private static int ofTypes(FunctionType[] types) {
        var values =
                Arrays.stream(types)
                        .mapToInt(type -> type.params().size() + type.returns().size())
                        .sum();
        return BYTES_A_TYPE * types.length + BYTES_A_VALUE * values;
    }
}
