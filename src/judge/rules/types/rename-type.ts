import type { Rule } from "../../rule.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import { effect, impact } from "../../rule.ts";
import { withRenamed } from "../../schema/edit-objects.ts";
import { keyOf } from "../../schema/schema.ts";
import { existsAlready, isTypeTaken } from "../../schema/taken-names.ts";
import { isKnown, isOf } from "../../types/user-types.ts";

export const renameType: Rule<"rename-type"> = {
  effect: ({ type, to }, at) => {
    const key = keyOf(at.before, type);
    if (isTypeTaken(at.before, to)) return existsAlready(keyOf(at.before, to));
    if (at.before.types.has(key) && !isKnown(at, key)) return effect(`type ${key} is not known to this code`);
    return effect(`type ${key} is called ${keyOf(at.before, to)} now: casts that name it fail`, {
      impact: impact("reads_and_writes_break", "if_referenced"),
      restorable: "full",
    });
  },
  after: ({ type, to }, schema) => {
    const [from, key] = [keyOf(schema, type), keyOf(schema, to)];
    const renamed = withRenamed(schema, "types", { from, to: key });
    const tables = [...renamed.tables].map(([name, table]): [string, Table] => [
      name,
      {
        ...table,
        columns: new Map([...table.columns].map(([column, known]) => [column, followed(known, schema, [from, key])])),
      },
    ]);
    return { ...renamed, tables: new Map(tables) };
  },
};

type Known = Table["columns"] extends ReadonlyMap<string, infer C> ? C : never;

function followed(column: Known, schema: Schema, [from, to]: readonly [string, string]): Known {
  const { definition } = column;
  if (definition === null || definition.type === null || !isOf(definition.type.name, schema, from)) return column;
  return { ...column, definition: { ...definition, type: { ...definition.type, name: to } } };
}
