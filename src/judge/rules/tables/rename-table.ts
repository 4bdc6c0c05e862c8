import type { ChangeOf } from "../../../model/change.ts";
import type { Name } from "../../../model/definition.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import { areOff } from "../../constraints/foreign-keys.ts";
import { withNumberedNames } from "../../constraints/numbered-names.ts";
import { BRIEF, hazardOn } from "../../hazards/hazards.ts";
import { clientTable, effect, impact, isAssumed } from "../../rule.ts";
import { withOwner, withRenamed } from "../../schema/edit-objects.ts";
import { withTable } from "../../schema/edit-table.ts";
import { existence } from "../../schema/existence.ts";
import { isInnoDb } from "../../schema/innodb.ts";
import { locate } from "../../schema/locate-index.ts";
import { keyOf, tableIn } from "../../schema/schema.ts";
import { isTaken } from "../../schema/taken-names.ts";
import { obstacleToRenaming, unalteredView } from "../../sqlite/obstacles.ts";
import { renameView } from "../code/rename-view.ts";
import { renameIndex } from "../indexes/rename-index.ts";
import { renameSequence } from "../sequences/rename-sequence.ts";

/** Whoever names the table by its old name fails; the rows stay. */
export const renameTable: Rule<"rename-table"> = {
  effect: (change, at) => {
    const { before } = at;
    const name = keyOf(before, change.table);
    const other = otherEffect(change, at);
    if (other !== undefined) return other;
    if (isMissing(at, change.table)) return existence(before, { family: "tables", key: name });
    if (isTaken(before, change.to)) return effect(`${keyOf(before, change.to)} exists already`, { succeeds: "no" });
    const obstacle = obstacleToRenaming(before);
    if (obstacle !== undefined) return effect(`${name} keeps its name for ${obstacle}`, { succeeds: "no" });
    const hazard = hazardOn(before, BRIEF);
    const known = clientTable(at, change.table);
    if (known === undefined) return effect(`${name} is not known to this code`, { hazard });
    if (known.name === keyOf(before, change.to))
      return effect(`${name} gets back the name that this code knows`, { hazard, restorable: "full" });
    return effect(`${name} is called ${keyOf(before, change.to)} now`, {
      impact: impact("reads_and_writes_break", "if_referenced"),
      restorable: "full",
      hazard,
      takes: { kind: "table", table: known.name },
    });
  },
  after: ({ table, to }, schema) => {
    const from = keyOf(schema, table);
    const key = keyOf(schema, to);
    if (schema.views.has(from)) return renameView.after({ kind: "rename-view", view: table, to }, schema);
    if (isSequence(schema, table)) return renameSequence.after(asSequence({ table, to }), schema);
    if (isIndex(schema, table)) return renameIndex.after(asIndex({ table, to }), schema);
    if (tableIn(schema, table) === undefined) return schema;
    const renamed = withRenamed(schema, "tables", { from, to: key });
    const named = withTable(renamed, to, (known) => ({ ...withNumberedNames(known, schema, to.name), name: key }));
    return withReferences(withOwner(named, isOn(from), { from, to: key }), from, key);
  },
};

/** PostgreSQL takes any relation's name behind `alter table`: Rails renames sequences so. */
function otherEffect(change: ChangeOf<"rename-table">, at: At): Effect | undefined {
  const { before } = at;
  const { table, to } = change;
  const view = unalteredView(table, before);
  if (view !== undefined) return effect(view, { succeeds: "no" });
  if (before.views.has(keyOf(before, table))) return renameView.effect({ kind: "rename-view", view: table, to }, at);
  if (isSequence(before, table)) return renameSequence.effect(asSequence(change), at);
  if (!isIndex(before, table)) return undefined;
  return { ...renameIndex.effect(asIndex(change), at), hazard: hazardOn(before, BRIEF) };
}

function isSequence(schema: Schema, name: Name): boolean {
  const isTable = tableIn(schema, name) !== undefined;
  return schema.dialect === "postgresql" && !isTable && schema.sequences.has(keyOf(schema, name));
}

function asSequence({ table, to }: Pick<ChangeOf<"rename-table">, "table" | "to">): ChangeOf<"rename-sequence"> {
  return { kind: "rename-sequence", sequence: table, to };
}

function isIndex(schema: Schema, name: Name): boolean {
  const isTable = tableIn(schema, name) !== undefined;
  return schema.dialect === "postgresql" && !isTable && locate(schema, name, null) !== undefined;
}

function asIndex({ table, to }: Pick<ChangeOf<"rename-table">, "table" | "to">): ChangeOf<"rename-index"> {
  return { kind: "rename-index", index: table, table: null, to: to.name };
}

/** Names may have dots themselves, and a schema's begins like its tables'. */
function isOn(table: string): (column: string) => boolean {
  return (column) => column.slice(0, column.lastIndexOf(".")) === table;
}

function isMissing(at: At, name: Name): boolean {
  const table = tableIn(at.before, name);
  return table === undefined || isAssumed(at, table);
}

/** SQLite writes the new name into them. */
function rewritesTriggers(schema: Schema): boolean {
  return schema.dialect === "sqlite" && !isLegacy(schema);
}

/** `pragma legacy_alter_table`: views and triggers keep the name, and foreign keys while they are off. */
function isLegacy({ dialect, session }: Schema): boolean {
  return dialect === "sqlite" && ON.has(session.get("legacy_alter_table") ?? "");
}

const ON: ReadonlySet<string> = new Set(["1", "on", "true", "yes"]);

function withTriggers(
  { triggers }: Table,
  { schema, from, key }: { readonly schema: Schema; readonly from: string; readonly key: string },
): Table["triggers"] {
  const follow = (name: Name): Name => (keyOf(schema, name) === from ? { schema: null, name: key } : name);
  return new Map(
    [...triggers].map(([name, trigger]): [string, typeof trigger] => {
      const { effects } = trigger;
      if (effects === null) return [name, trigger];
      const { tables, writes = [] } = effects;
      const written = writes.map((write) => ({ ...write, table: follow(write.table) }));
      return [name, { ...trigger, effects: { ...effects, tables: tables.map(follow), writes: written } }];
    }),
  );
}

/** Foreign keys, partitions, children and views follow; views of MySQL go on asking for the name. */
function withReferences(schema: Schema, from: string, key: string): Schema {
  const follow = (name: string): string => (name === from ? key : name);
  const keepsKeys = isLegacy(schema) && areOff(schema);
  const tables = [...schema.tables].map(([name, table]): [string, typeof table] => [
    name,
    {
      ...table,
      partitionOf: table.partitionOf && { ...table.partitionOf, parent: follow(table.partitionOf.parent) },
      inherits: table.inherits.map(follow),
      ...(rewritesTriggers(schema) && { triggers: withTriggers(table, { schema, from, key }) }),
      ties: new Map([...table.ties].map(([key, tie]) => [key, { ...tie, reads: tie.reads.map(follow) }])),
      constraints: table.constraints.map((constraint) => {
        const { definition } = constraint;
        if (definition.kind !== "foreign-key" || keyOf(schema, definition.references) !== from || keepsKeys)
          return constraint;
        return { ...constraint, definition: { ...definition, references: { schema: null, name: key } } };
      }),
    },
  ]);
  const views = [...schema.views].map(([name, view]): [string, typeof view] => [
    name,
    isLegacy(schema) || isInnoDb(schema)
      ? view
      : { ...view, reads: view.reads.map(follow), lookedUp: view.reads.includes(from) ? undefined : view.lookedUp },
  ]);
  const routines = [...schema.routines].map(([name, routine]): [string, typeof routine] => [
    name,
    { ...routine, reads: routine.reads.map(follow) },
  ]);
  return { ...schema, tables: new Map(tables), views: new Map(views), routines: new Map(routines) };
}
