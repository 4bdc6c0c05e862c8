// What an expression turns columns into, where that may depend on the settings of whoever asks: their types decide.
import type { Conversion } from "../../model/definition.ts";
import type { FuncCall, Node, TypeCast } from "libpg-query";
import { columnTypeOf } from "./column-type.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";
import { resultTypeOf } from "./result-type.ts";
import { allOf } from "./walk.ts";

/** Of columns that stand in it as they are. */
export function conversionsIn(tree: unknown): { readonly converts?: readonly Conversion[] } {
  const found = [
    ...allOf(tree, "TypeCast").flatMap(castOf),
    ...allOf(tree, "FuncCall").flatMap(callOf),
    ...allOf(tree, "A_Expr").flatMap(({ name, lexpr, rexpr }) => operationOf(wordsOf(name).at(-1) ?? "", lexpr, rexpr)),
  ];
  return found.length === 0 ? {} : { converts: found };
}

function castOf({ arg, typeName }: TypeCast): readonly Conversion[] {
  const column = columnIn(arg);
  return column === undefined || typeName === undefined ? [] : [{ column, to: columnTypeOf(typeName) }];
}

function callOf({ funcname, args = [] }: FuncCall): readonly Conversion[] {
  const by = wordsOf(funcname).at(-1) ?? "";
  return args.flatMap((argument) => columnIn(argument) ?? []).map((column) => ({ column, by }));
}

function operationOf(operator: string, left: Node | undefined, right: Node | undefined): readonly Conversion[] {
  const isLonger = [left, right].some((side) => resultTypeOf(side)?.name === "interval");
  const by = operator === "||" || (isLonger && (operator === "+" || operator === "-")) ? operator : undefined;
  return [left, right].flatMap((side) => {
    const column = columnIn(side);
    return by === undefined || column === undefined ? [] : [{ column, by }];
  });
}

function columnIn(node: Node | undefined): string | undefined {
  const fields = nodeOf(node, "ColumnRef")?.fields;
  return nodesOf(fields, "A_Star").length > 0 ? undefined : wordsOf(fields).at(-1);
}
