import type { Rule } from "../../rule.ts";
import { locks } from "../../hazards.ts";
import { effect, impact } from "../../rule.ts";

export const renameSchema: Rule<"rename-schema"> = {
  effect: ({ name, to }) =>
    effect(`schema ${name} is called ${to} now`, {
      impact: impact("reads_and_writes_break", "if_referenced"),
      restorable: "full",
      hazard: locks("ACCESS EXCLUSIVE"),
    }),
  after: ({ name, to }, schema) => {
    const tables = [...schema.tables].map(([key, table]): [string, typeof table] => {
      const renamed = key.startsWith(`${name}.`) ? `${to}${key.slice(name.length)}` : key;
      return [renamed, { ...table, name: renamed }];
    });
    return { ...schema, tables: new Map(tables) };
  },
};
