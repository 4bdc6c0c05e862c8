import type { Rule } from "../../rule.ts";
import type { Schema } from "../../schema/schema.ts";
import { effect, impact } from "../../rule.ts";
import { existsAlready } from "../../schema/taken-names.ts";

/** No table is locked for it. */
export const renameSchema: Rule<"rename-schema"> = {
  effect: ({ name, to }, { before }) =>
    before.surroundings.has(`schema ${to}`)
      ? existsAlready(`schema ${to}`)
      : effect(`schema ${name} is called ${to} now`, {
          impact: impact("reads_and_writes_break", "if_referenced"),
          restorable: "full",
        }),
  after: ({ name, to }, schema) => {
    const renamed = (key: string): string => (key.startsWith(`${name}.`) ? `${to}${key.slice(name.length)}` : key);
    const marks = new Map(
      [...schema.surroundings].map(([key, text]) => [key === `schema ${name}` ? `schema ${to}` : key, text]),
    );
    return {
      ...schema,
      tables: new Map([...schema.tables].map(([key, table]) => [renamed(key), { ...table, name: renamed(key) }])),
      views: new Map(
        [...schema.views].map(([key, view]) => [renamed(key), { ...view, reads: view.reads.map(renamed) }]),
      ),
      types: new Map([...schema.types].map(([key, type]) => [renamed(key), type])),
      routines: new Map(
        [...schema.routines].map(([key, each]) => [renamed(key), { ...each, name: renamed(each.name) }]),
      ),
      sequences: new Map([...schema.sequences].map(([key, sequence]) => [renamed(key), sequence])),
      surroundings: marks,
    } satisfies Schema;
  },
};
