import type { Name } from "../../../model/definition.ts";
import type { At, Rule } from "../../rule.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import { NO_HAZARD, locks } from "../../hazards/hazards.ts";
import { UNDETERMINED, effect, impact } from "../../rule.ts";
import { tableById } from "../../schema/by-id.ts";
import { withoutObject } from "../../schema/edit-objects.ts";
import { keyOf } from "../../schema/schema.ts";
import { missingOf, withMark } from "../../schema/surroundings.ts";

/** A table whose updates go out must say which row they are about: without a key, PostgreSQL refuses them. */
export const publication: Rule<"publication"> = {
  effect: ({ publishes = [], ...named }, at) => {
    if (named.does === "make" && at.before.surroundings.has(`publication ${named.name}`))
      return effect(`publication ${named.name} exists already`, { succeeds: "no" });
    const missing = missingOf(named, "publication", at.before);
    const frame = {
      restorable: "full",
      succeeds: missing === undefined ? "yes" : "data_dependent",
      hazard: publishes.length > 0 ? locks("SHARE UPDATE EXCLUSIVE") : NO_HAZARD,
    } as const;
    const keyless = publishes.flatMap((name) => tablesOf(name, at.before)).filter((table) => isKeyless(table, at));
    if (keyless.length > 0)
      return effect(`updates and deletes on ${keyless.map(({ name }) => name).join(", ")} are refused without a key`, {
        ...frame,
        impact: impact("writes_break", "always"),
      });
    if (publishes.some((name) => isOpen(name, at.before)))
      return effect("whether all that is published has a key is not known without the schema", {
        ...frame,
        impact: UNDETERMINED,
      });
    return effect(missing ?? "subscribers get more or less; statements here are as before", frame);
  },
  after: ({ does, name, to }, schema) => {
    if (does === "make") return withMark(schema, `publication ${name}`, "yes");
    const isElsewhere = does === "alter" && to !== undefined;
    const without =
      does === "drop" || isElsewhere ? withoutObject(schema, "surroundings", `publication ${name}`) : schema;
    return isElsewhere ? withMark(without, `publication ${to}`, "yes") : without;
  },
};

function tablesOf(name: Name, { tables, ...schema }: Schema): readonly Table[] {
  if (name.name !== "*") return [tables.get(keyOf({ tables, ...schema }, name))].filter((table) => table !== undefined);
  return [...tables.values()].filter((table) => name.schema === null || isIn(table.name, name.schema));
}

function isIn(key: string, schema: string): boolean {
  return schema === "public" ? !key.includes(".") : key.startsWith(`${schema}.`);
}

function isKeyless({ id, complete, constraints, settings }: Table, { client }: At): boolean {
  const hasKey = constraints.some(({ definition: { kind } }) => kind === "primary-key");
  return complete && !hasKey && !settings.has("replica-identity") && tableById(client, id) !== undefined;
}

function isOpen(name: Name, schema: Schema): boolean {
  if (name.name === "*") return !schema.complete;
  return schema.tables.get(keyOf(schema, name))?.complete !== true;
}
