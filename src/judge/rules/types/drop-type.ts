import type { Rule } from "../../rule.ts";
import type { Schema, Table } from "../../schema.ts";
import { withoutObject } from "../../edit-objects.ts";
import { existence } from "../../existence.ts";
import { NO_HAZARD, locks } from "../../hazards.ts";
import { effect, impact } from "../../rule.ts";
import { keyOf } from "../../schema.ts";
import { columnsOf, isKnown, isOf } from "../../user-types.ts";

export const dropType: Rule<"drop-type"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = keyOf(before, change.type);
    if (!before.types.has(key)) return existence(before, { family: "types", key, ifExists: change.ifExists });
    const users = columnsOf(before, key);
    if (users.length > 0 && !change.cascade)
      return effect(`type ${key} is used by ${users.join(", ")}`, { succeeds: "no" });
    if (!isKnown(at, key)) return effect(`type ${key} is not known to this code`);
    return effect(`type ${key} is gone${users.length > 0 ? `, and with it ${users.join(", ")}` : ""}`, {
      impact: impact("reads_and_writes_break", "if_referenced"),
      loses: lost(users),
      restorable: users.length > 0 ? "structure_only" : "full",
      hazard: users.length > 0 ? locks("ACCESS EXCLUSIVE") : NO_HAZARD,
    });
  },
  after: (change, schema) => {
    const key = keyOf(schema, change.type);
    const without = withoutObject(schema, "types", key);
    if (!change.cascade) return without;
    const tables = [...without.tables].map(([name, table]): [string, Table] => [name, withoutType(table, schema, key)]);
    return { ...without, tables: new Map(tables) };
  },
};

function withoutType(table: Table, schema: Schema, key: string): Table {
  const columns = [...table.columns].filter(([, { definition }]) => !isOf(definition?.type?.name, schema, key));
  return { ...table, columns: new Map(columns) };
}

function lost(columns: readonly string[]): readonly string[] {
  return columns.map((column) => `column:${column}`);
}
