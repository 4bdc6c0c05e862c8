import type { Published } from "../../../model/change/surroundings.ts";
import type { Name } from "../../../model/definition.ts";
import type { At, Rule } from "../../rule.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import { NO_HAZARD, locks } from "../../hazards/hazards.ts";
import { UNDETERMINED, effect, impact } from "../../rule.ts";
import { tableById } from "../../schema/by-id.ts";
import { primaryKeyOf } from "../../schema/primary-key.ts";
import { obstacleToPublishing, withPublication } from "../../schema/published.ts";
import { keyOf } from "../../schema/schema.ts";
import { missingOf } from "../../schema/surroundings.ts";

/** A table whose updates go out must say which row they are about: without a key, PostgreSQL refuses them. */
export const publication: Rule<"publication"> = {
  effect: ({ publishes = [], members = [], ...named }, at) => {
    const obstacle = obstacleToPublishing({ ...named, members }, at.before);
    if (obstacle !== undefined) return effect(obstacle, { succeeds: "no" });
    const missing = missingOf(named, "publication", at.before);
    const frame = {
      restorable: "full",
      succeeds: missing === undefined ? "yes" : "data_dependent",
      hazard: publishes.length > 0 ? locks("SHARE UPDATE EXCLUSIVE") : NO_HAZARD,
    } as const;
    const refused = publishes.length === 0 ? undefined : refusedFor(publishes, members, at);
    if (refused !== undefined) return effect(refused, { ...frame, impact: impact("writes_break", "always") });
    if (publishes.some((name) => isOpen(name, at.before)))
      return effect("whether all that is published has a key is not known without the schema", {
        ...frame,
        impact: UNDETERMINED,
      });
    return effect(missing ?? "subscribers get more or less; statements here are as before", frame);
  },
  after: withPublication,
};

/** Why updates and deletes are from now on. */
function refusedFor(publishes: readonly Name[], members: readonly Published[], at: At): string | undefined {
  const keyless = publishes.flatMap((name) => tablesOf(name, at.before)).filter((table) => isKeyless(table, at));
  if (keyless.length > 0)
    return `updates and deletes on ${keyless.map(({ name }) => name).join(", ")} are refused without a key`;
  const partial = members.find((member) => isWithoutKey(member, at.before));
  if (partial === undefined) return undefined;
  return `updates and deletes on ${keyOf(at.before, partial.table)} are refused: its key is not what is sent out`;
}

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

/** pub_rf_contains_invalid_column, pub_collist_contains_invalid_column in src/backend/commands/publicationcmds.c. */
function isWithoutKey({ table, columns, filter }: Published, schema: Schema): boolean {
  const known = schema.tables.get(keyOf(schema, table));
  if (known?.complete !== true || known.settings.has("replica-identity")) return false;
  const key = primaryKeyOf(schema, known.name);
  const isKept = columns === null || key.every((column) => columns.includes(column));
  return !isKept || filter?.columns.some((column) => !key.includes(column)) === true;
}

function isOpen(name: Name, schema: Schema): boolean {
  if (name.name === "*") return !schema.complete;
  return schema.tables.get(keyOf(schema, name))?.complete !== true;
}
