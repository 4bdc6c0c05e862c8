import type { ChangeOf } from "../../../model/change.ts";
import type { Effect, Rule } from "../../rule.ts";
import type { Located } from "../../schema/locate-index.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import { indexObstacle, mayBeKept } from "../../constraints/index-obstacle.ts";
import { referencesBy, withoutReferences } from "../../constraints/references.ts";
import { mayNotCompute } from "../../constraints/refusing-expression.ts";
import { INSTANT, SQLITE_CATALOG, hazardOn, locks } from "../../hazards/hazards.ts";
import { effect, impact } from "../../rule.ts";
import { tableById } from "../../schema/by-id.ts";
import { withTable } from "../../schema/edit-table.ts";
import { existence } from "../../schema/existence.ts";
import { withoutMarksOf } from "../../schema/index-marks.ts";
import { isSpecial, locate } from "../../schema/locate-index.ts";
import { keyOf, tableIn } from "../../schema/schema.ts";

export const dropIndex: Rule<"drop-index"> = {
  effect: (change, at) => {
    const { before } = at;
    const found = locate(before, change.index, change.table);
    const shown = keyOf(before, change.index);
    if (found === undefined && viewOf(before, change) !== undefined)
      return effect(`without index ${shown} statements are slower`, {
        hazard: dropHazard(change.concurrently, before),
        restorable: "full",
      });
    if (found === undefined) return missingIndex(change, before);
    const { table } = found;
    const hazard = dropHazard(change.concurrently, before);
    const obstacle = indexObstacle(change, found, at);
    if (obstacle !== undefined) return effect(`index ${shown} ${obstacle}`, { succeeds: "no", hazard });
    const known = tableById(at.client, table.id);
    if (known === undefined) return effect(`${table.name} is not known to this code`);
    const made = withoutIndex(found, known, { shown, hazard, schema: before });
    return mayBeKept(change, found, at) ? { ...made, succeeds: "undetermined" } : made;
  },
  after: (change, schema) => {
    const found = locate(schema, change.index, change.table);
    if (found === undefined) return marked(change, withoutViewIndex(change, schema));
    const references = change.cascade ? referencesBy(schema, found.table, found.id) : [];
    const without = withTable(
      withoutReferences(schema, references),
      { schema: null, name: found.table.name },
      (table) => ({
        ...withoutMarksOf(table, change.index.name),
        indexes: table.indexes.filter(({ id }) => id !== found.id),
        constraints: table.constraints.filter(({ id }) => id !== found.id),
      }),
    );
    return marked(change, without);
  },
};

function marked(change: ChangeOf<"drop-index">, schema: Schema): Schema {
  return { ...schema, dropped: new Set([...schema.dropped, `indexes:${shownIndex(change, schema)}`]) };
}

function shownIndex({ index, table }: ChangeOf<"drop-index">, schema: Schema): string {
  return `index ${keyOf(schema, index)}${table === null ? "" : ` of ${keyOf(schema, table)}`}`;
}

function viewOf({ views }: Schema, { index }: ChangeOf<"drop-index">): string | undefined {
  return [...views].find(([, { indexes }]) => indexes.some(({ name }) => name === index.name))?.[0];
}

function withoutViewIndex(change: ChangeOf<"drop-index">, schema: Schema): Schema {
  const key = viewOf(schema, change);
  const view = key === undefined ? undefined : schema.views.get(key);
  if (key === undefined || view === undefined) return schema;
  const indexes = view.indexes.filter(({ name }) => name !== change.index.name);
  return { ...schema, views: new Map(schema.views).set(key, { ...view, indexes }) };
}

interface Frame {
  readonly shown: string;
  readonly hazard: Effect["hazard"];
  readonly schema: Schema;
}

function withoutIndex({ id, unique, method }: Located, known: Table, { shown, hazard, schema }: Frame): Effect {
  const { indexes, constraints } = known;
  if (isSpecial(method))
    return effect(`searches that need index ${shown} fail`, {
      impact: impact("reads_break", "if_referenced"),
      restorable: "full",
      hazard,
    });
  const isSeen = [...indexes, ...constraints].some((each) => each.id === id);
  const asked = indexes.find((each) => each.id === id)?.definition;
  if (!unique && asked !== undefined && mayNotCompute(asked, known, schema))
    return effect(`values pass from which ${shown} could not be computed`, {
      impact: impact("behaviour_change", "if_data"),
      restorable: "full",
      hazard,
    });
  if (!unique || !isSeen) return effect(`without index ${shown} statements are slower`, { hazard, restorable: "full" });
  const { dialect } = schema;
  const targets = dialect === "postgresql" || dialect === "sqlite";
  return effect(`${shown} made values unique: conflicts are not found any more`, {
    impact: impact(targets ? "writes_break" : "behaviour_change", "if_referenced"),
    restorable: "full",
    hazard,
  });
}

function missingIndex(change: ChangeOf<"drop-index">, before: Schema): Effect {
  const table = change.table === null ? undefined : tableIn(before, change.table);
  const gone = change.table === null ? undefined : goneTable(keyOf(before, change.table), before);
  if (gone !== undefined) return existence(before, { family: "tables", key: gone });
  const complete = before.complete || (table?.complete ?? false);
  return existence(
    { ...before, complete },
    {
      family: "indexes",
      key: shownIndex(change, before),
      ifExists: change.ifExists,
    },
  );
}

/** `if exists` is said of the index: its table has to be there. */
function goneTable(key: string, { complete, dropped, tables, views }: Schema): string | undefined {
  const isThere = tables.has(key) || views.has(key);
  return !isThere && (complete || dropped.has(`tables:${key}`)) ? key : undefined;
}

function dropHazard(concurrently: boolean, before: Schema): Effect["hazard"] {
  return hazardOn(before, {
    postgresql: concurrently ? locks("SHARE UPDATE EXCLUSIVE") : locks("ACCESS EXCLUSIVE"),
    mysql: INSTANT,
    sqlite: SQLITE_CATALOG,
  });
}
