import type { ChangeOf } from "../../../model/change.ts";
import type { Found } from "../../on-column.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Schema, Table, View } from "../../schema/schema.ts";
import { functionalKeyOf } from "../../constraints/inside-keys.ts";
import { readUnderAlias } from "../../constraints/read-under-alias.ts";
import { BRIEF, hazardOn } from "../../hazards/hazards.ts";
import { findColumn } from "../../on-column.ts";
import { effect, impact, knownAs } from "../../rule.ts";
import { withColumnCommentMoved } from "../../schema/comments.ts";
import { withOwner } from "../../schema/edit-objects.ts";
import { withColumnRenamed, withTable } from "../../schema/edit-table.ts";
import { isInnoDb } from "../../schema/innodb.ts";
import { constrains, namesColumn } from "../../schema/names.ts";
import { keyOf } from "../../schema/schema.ts";
import { PARTITION_KEY } from "../../schema/ties.ts";
import { obstacleToRenaming, unalteredView } from "../../sqlite/obstacles.ts";
import { mentionsRenamed } from "../../views/mentions.ts";
import { renameViewColumn } from "../code/rename-view-column.ts";

/** Whoever names the column by its old name fails; the values stay. */
export const renameColumn: Rule<"rename-column"> = {
  effect: (change, at) => {
    const view = unalteredView(change.table, at.before);
    if (view !== undefined) return effect(view, { succeeds: "no" });
    if (at.before.views.has(keyOf(at.before, change.table))) return renameViewColumn.effect(change, at);
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    const { table, shown } = found;
    const hazard = hazardOn(at.before, BRIEF);
    const obstacle = obstacleTo(change, table, at.before);
    if (obstacle !== undefined) return effect(`${shown} keeps its name: ${obstacle}`, { succeeds: "no", hazard });
    const renamed = { ...renaming(change, at, found), hazard };
    const reader = readUnderAlias(change, table, at);
    return reader === undefined ? renamed : { ...renamed, ...refusedUnderAlias(renamed, table.name, reader) };
  },
  after: (change, schema) => {
    const { table, column, to } = change;
    if (schema.views.has(keyOf(schema, table))) return renameViewColumn.after(change, schema);
    const renamed = withTable(schema, table, (known) =>
      withCheckRenamed(withColumnRenamed(known, column, to), schema, { from: column, to }),
    );
    const key = keyOf(schema, table);
    const dropped = new Set([...renamed.dropped, `columns:${key}.${column}`]);
    dropped.delete(`columns:${key}.${to}`);
    const owner = { from: `${key}.${column}`, to: `${key}.${to}` };
    const owned = withOwner({ ...renamed, dropped }, (name) => name === owner.from, owner);
    const names = { from: column, to };
    return withColumnCommentMoved(withViewsFollowing(owned, key, names), key, names);
  },
};

type FoundColumn = Extract<Found, { readonly kind: "found" }>;

function renaming(change: ChangeOf<"rename-column">, at: At, { column, shown, isNew }: FoundColumn): Effect {
  if (isNew) return effect(`${shown} is not known to this code`);
  if (change.column === change.to)
    return effect(`results spell ${shown} as it is written now`, {
      impact: impact("behaviour_change", "if_referenced"),
      restorable: "full",
    });
  const known = knownAs(change, at, column.id);
  if (known.column === change.to)
    return effect(`${shown} gets back the name that this code knows`, { restorable: "full" });
  return effect(`${shown} is called ${change.to} now`, {
    impact: impact("reads_and_writes_break", "if_referenced"),
    restorable: "full",
    takes: { kind: "column", ...known },
  });
}

function refusedUnderAlias({ because }: Effect, table: string, reader: string): Pick<Effect, "because" | "succeeds"> {
  const refusal = `refused as an unknown column of ${reader} while ${table} is open under an alias`;
  return { because: `${because}; ${refusal} (flush tables ${table} closes it)`, succeeds: "data_dependent" };
}

function obstacleTo({ column, to }: ChangeOf<"rename-column">, table: Table, before: Schema): string | undefined {
  if (to !== column && table.columns.has(to)) return `${table.name}.${to} exists already`;
  const names = (before.dialect === "mysql" ? namedBy(table, column) : undefined) ?? obstacleToRenaming(before);
  return names === undefined ? undefined : `it is needed by ${names}`;
}

/** MySQL does not carry a new name into checks, into partitions and into what is computed; MariaDB does. */
function namedBy({ constraints, columns, indexes, ties }: Table, column: string): string | undefined {
  if (ties.get(PARTITION_KEY)?.names.columns.includes(column) === true) return PARTITION_KEY;
  const check = constraints.find(({ definition }) => definition.kind === "check" && constrains(definition, column));
  if (check !== undefined) return `check ${check.definition.name ?? ""}`;
  const computed = [...columns].find(([, { definition }]) => {
    const generated = definition?.generated ?? null;
    return generated !== null && namesColumn(generated.names, column);
  });
  return computed === undefined ? functionalKeyOf({ indexes }, column) : `generated column ${computed[0]}`;
}

/** MariaDB calls a check that stands on a column like the column. */
function withCheckRenamed(
  table: Table,
  { dialect }: Schema,
  { from, to }: { readonly from: string; readonly to: string },
): Table {
  if (dialect !== "mariadb") return table;
  const constraints = table.constraints.map((constraint) => {
    const { definition } = constraint;
    const isOwn = definition.kind === "check" && definition.name === from;
    return isOwn ? { ...constraint, definition: { ...definition, name: to } } : constraint;
  });
  return { ...table, constraints };
}

/** Views go on reading the column, whatever they call it. */
function withViewsFollowing(
  schema: Schema,
  table: string,
  { from, to }: { readonly from: string; readonly to: string },
): Schema {
  const id = schema.tables.get(table)?.id;
  const views = [...schema.views].map(([key, view]): [string, View] => {
    const { reads, names, mentions } = view;
    if (!reads.includes(table) || names?.columns.includes(from) !== true) return [key, view];
    // Of a view on several tables, another may have a column of that name.
    const keeps = isInnoDb(schema);
    const others = reads.length > 1 || keeps ? names.columns : names.columns.filter((name) => name !== from);
    const followed = {
      ...view,
      lookedUp: undefined,
      names: { ...names, columns: [...others, to] },
      ...(!keeps && sourcesAfter(view, from, to)),
    };
    if (mentions === undefined) return [key, followed];
    return [key, { ...followed, mentions: mentionsRenamed(mentions, id, { from, to, keeps }) }];
  });
  return { ...schema, views: new Map(views) };
}

function sourcesAfter({ reads, sources }: View, from: string, to: string): Pick<View, "sources"> {
  if (sources === undefined || reads.length > 1) return {};
  return { sources: sources.map((source) => (source === from ? to : source)) };
}
