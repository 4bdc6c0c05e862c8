import type { ChangeOf } from "../../../model/change.ts";
import type { Effect, Rule } from "../../rule.ts";
import type { Table } from "../../schema/schema.ts";
import { isUnknownTo } from "../../constraints/unknown-to.ts";
import { BRIEF, hazardOn } from "../../hazards/hazards.ts";
import { effect, impact } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { keyOf, tableIn } from "../../schema/schema.ts";

export const renameConstraint: Rule<"rename-constraint"> = {
  effect: (change, at) => {
    const { table, name, to } = change;
    const key = keyOf(at.before, table);
    const known = tableIn(at.before, table);
    const succeeds = succeedsOn(known, change);
    if (succeeds === "no") return effect(`${key} has no constraint ${name}, or one called ${to}`, { succeeds });
    const constraint = known?.constraints.find(({ definition }) => definition.name === name);
    if (isUnknownTo(at, table, constraint)) return effect(`${name} on ${key} is not known to this code`);
    return effect(`${name} is called ${to} now: conflicts and errors name it`, {
      impact: impact("writes_break", "if_referenced"),
      succeeds,
      restorable: "full",
      hazard: hazardOn(at.before, BRIEF),
    });
  },
  after: (change, schema) => withTable(schema, change.table, (table) => renamed(table, change)),
};

function succeedsOn(table: Table | undefined, { name, to }: ChangeOf<"rename-constraint">): Effect["succeeds"] {
  if (table === undefined) return "undetermined";
  const names = table.constraints.map(({ definition }) => definition.name);
  if (names.includes(to)) return "no";
  if (names.includes(name) || table.settings.has(`constraint ${name}`) || isNotNull(name)) return "yes";
  return table.complete ? "no" : "undetermined";
}

/** Of one that is not listed, what it was called first is kept. */
function renamed(table: Table, { name, to }: ChangeOf<"rename-constraint">): Table {
  if (!table.constraints.some(({ definition }) => definition.name === name)) return withUnlisted(table, name, to);
  const constraints = table.constraints.map((constraint) =>
    constraint.definition.name === name
      ? { ...constraint, definition: { ...constraint.definition, name: to } }
      : constraint,
  );
  return { ...table, constraints };
}

function withUnlisted(table: Table, name: string, to: string): Table {
  if (table.complete) return table;
  const settings = new Map(table.settings);
  const first = settings.get(`constraint ${name}`) ?? name;
  settings.delete(`constraint ${name}`);
  if (first !== to) settings.set(`constraint ${to}`, first);
  return { ...table, settings };
}

/** From PostgreSQL 18 on, what takes no nulls has a name, by default one that ends like this. */
function isNotNull(name: string): boolean {
  return name.endsWith("_not_null");
}
