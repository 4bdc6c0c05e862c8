import type { TableOption } from "../../model/change/tables.ts";
import type { Node } from "libpg-query";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";

/** `(fillfactor = 70, toast.autovacuum_enabled = off)`, each by itself. */
export function parametersOf(options: readonly Node[] | undefined): readonly TableOption[] {
  return nodesOf(options, "DefElem").map(({ defnamespace, defname = "", arg }) => {
    const parameter = defnamespace === undefined ? defname : `${defnamespace}.${defname}`;
    return { property: "storage-parameter", parameter, text: valueText(arg) };
  });
}

/** Numbers are printed in quotes, and a name without a value is `true`. */
function valueText(value: Node | undefined): string {
  const text = nodeOf(value, "String")?.sval ?? nodeOf(value, "Float")?.fval ?? nodeOf(value, "Integer")?.ival;
  return String(text ?? wordsOf(nodeOf(value, "TypeName")?.names).at(-1) ?? "true");
}
