package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ActiveElement;
import com.dylibso.chicory.wasm.types.Element;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.PassiveElement;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.Value;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a module's tables hold when an instance begins, worked out once: the engine would go through
 * the constant expression of each element for each instance, and a program in Rust has a hundred of
 * them. Where one is not just a number, or does not fit, all is left to the engine. Immutable, so
 * safe on every thread.
 */
final class TableImages {
    /** By the table itself: two may be alike. */
    private final IdentityHashMap<Table, TableImage> images = new IdentityHashMap<>();

    private final Element[] left;

    /**
     * @param tables those of the module, as its instances are given them
     */
    TableImages(WasmModule module, Table[] tables) {
        var elements = module.elementSection().elements();
        if (Arrays.stream(elements).allMatch(element -> isPlaced(element, tables))) {
            this.left = Arrays.stream(elements).map(TableImages::usedUp).toArray(Element[]::new);
        } else {
            this.left = elements;
            images.clear();
        }
    }

    /** What this table begins as: with this value in all slots, if nothing was placed there. */
    TableImage of(Table table, int value) {
        var image = images.get(table);
        return image == null ? new TableImage(table, value) : image;
    }

    /** The elements to make instances with, under their numbers. */
    Element[] left() {
        return left;
    }

    /** About how much memory it takes. */
    int bytes() {
        return images.values().stream().mapToInt(TableImage::bytes).sum();
    }

    private boolean isPlaced(Element element, Table[] tables) {
        return !(element instanceof ActiveElement active)
                || (active.tableIndex() < tables.length
                        && isPlaced(active, tables[active.tableIndex()]));
    }

    private boolean isPlaced(ActiveElement element, Table table) {
        var from = constant(element.offset(), OpCode.I32_CONST);
        var slots = element.initializers().stream().map(TableImages::slot).toList();
        return from.isPresent()
                && slots.stream().allMatch(OptionalInt::isPresent)
                && constant(table.initialize(), OpCode.REF_NULL).isPresent()
                && image(table)
                        .place(
                                from.getAsInt(),
                                slots.stream().mapToInt(OptionalInt::getAsInt).toArray());
    }

    private TableImage image(Table table) {
        return images.computeIfAbsent(table, _ -> new TableImage(table, Value.REF_NULL_VALUE));
    }

    private static OptionalInt slot(List<Instruction> expression) {
        return constant(expression, OpCode.REF_NULL).isPresent()
                ? OptionalInt.of(Value.REF_NULL_VALUE)
                : constant(expression, OpCode.REF_FUNC);
    }

    /** The operand, if there is nothing else but this one instruction. */
    private static OptionalInt constant(List<Instruction> expression, OpCode opcode) {
        var first = expression.getFirst();
        return first.opcode() == opcode && expression.stream().skip(1).allMatch(TableImages::isEnd)
                ? OptionalInt.of((int) first.operand(0))
                : OptionalInt.empty();
    }

    private static boolean isEnd(Instruction instruction) {
        return instruction.opcode() == OpCode.END;
    }

    /** Once placed, a segment counts as dropped: code that names it finds nothing in it. */
    private static Element usedUp(Element element) {
        return element instanceof ActiveElement
                ? new PassiveElement(element.type(), List.of())
                : element;
    }
}
