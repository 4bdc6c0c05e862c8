// "cannot ALTER TABLE … because it has pending trigger events": what PostgreSQL's foreign keys put off to the end of the
// transaction. CheckTableNotInUse in src/backend/commands/tablecmds.c, AfterTriggerSaveEvent in src/backend/commands/trigger.c.
import type { Change, Statement } from "../model/change.ts";
import type { ConstraintDefinition, Name } from "../model/definition.ts";
import type { Effect } from "./rule.ts";
import type { Id, Schema, Table } from "./schema/schema.ts";
import { isOutsideTransactions } from "./outside-transactions.ts";
import { primaryKeyOf } from "./schema/primary-key.ts";
import { keyOf, tableIn } from "./schema/schema.ts";
import { worstSuccess } from "./worst.ts";

/** Tables with such events, for sure (`no`), or where a row was changed; null where each statement is a transaction. */
export type Pending = ReadonlyMap<Id, "no" | "data_dependent"> | null;

/** Where something cannot run in a transaction, nothing of the script does. */
export function nonePending(statements: readonly Statement[]): Pending {
  return statements.some(({ changes }) => changes.some(isOutsideTransactions)) ? null : new Map();
}

export function pendingAfter(change: Change, pending: Pending, schema: Schema): Pending {
  if (pending === null || schema.dialect !== "postgresql") return pending;
  if (change.kind === "transaction") return ENDS.has(change.verb) ? new Map() : pending;
  if (change.kind === "session-setting" && change.setting === "constraints") return lookedAt(change.value, pending);
  return written(change, pending, schema);
}

function written(change: Change, pending: NonNullable<Pending>, schema: Schema): Pending {
  const table = "table" in change && change.table !== null ? tableIn(schema, change.table) : undefined;
  const found = table && putOffBy(change, table, schema);
  if (table === undefined || found === undefined || pending.get(table.id) === "no") return pending;
  return new Map([...pending, [table.id, found]]);
}

const ENDS: ReadonlySet<string> = new Set(["commit", "rollback"]);

/** Of some of them, nobody says whose tables they are on. */
function lookedAt(value: string, pending: NonNullable<Pending>): Pending {
  if (value === "immediate") return new Map();
  return value === "some immediate" ? new Map([...pending.keys()].map((id) => [id, "data_dependent"])) : pending;
}

/** The effect of a statement on a table that has some. */
export function heldUp(
  own: Effect,
  change: Change,
  { pending, now }: { readonly pending: Pending; readonly now: Schema },
): Effect {
  const name = blockedOn(change);
  const id = name === null ? undefined : tableIn(now, name)?.id;
  const held = id === undefined ? undefined : pending?.get(id);
  if (held === undefined) return own;
  return {
    ...own,
    succeeds: worstSuccess([own.succeeds, held]),
    because: `${own.because}; a foreign key still looks at rows that were written before, at the end of the transaction`,
  };
}

function blockedOn(change: Change): Name | null {
  if (change.kind === "create-index") return change.index.table;
  return BLOCKED.has(change.kind) && "table" in change ? change.table : null;
}

/** Of a row that is written out for sure, even without a parent; of others where there are any, and a key of theirs changes. */
function putOffBy(change: Change, table: Table, schema: Schema): "no" | "data_dependent" | undefined {
  const own = table.constraints.flatMap(({ definition }) => (isPutOff(definition, schema) ? [definition] : []));
  if (change.kind === "insert" && own.length > 0)
    return change.source.from === "values" && change.onConflict === "error" ? "no" : "data_dependent";
  return isPutOffBy(change, { table, own }, schema) ? "data_dependent" : undefined;
}

function isPutOffBy(
  change: Change,
  { table, own }: { readonly table: Table; readonly own: readonly ForeignKey[] },
  schema: Schema,
): boolean {
  if (change.kind === "load") return own.length > 0;
  const keys = keysPutOff(table, schema);
  if (change.kind === "delete") return keys.length > 0;
  if (change.kind !== "update") return false;
  const asked = [...own.flatMap(({ columns }) => columns), ...keys];
  return change.assignments.some(({ column }) => asked.includes(column));
}

type ForeignKey = Extract<ConstraintDefinition, { readonly kind: "foreign-key" }>;

function isPutOff(definition: ConstraintDefinition, { session }: Schema): definition is ForeignKey {
  const set = session.get("constraints") ?? "";
  if (definition.kind !== "foreign-key" || !definition.deferrable || set === "immediate") return false;
  return definition.deferred === true || set.endsWith("deferred");
}

/** Columns that others refer to, and are asked for at the end. */
function keysPutOff({ name }: Table, schema: Schema): readonly string[] {
  return [...schema.tables.values()].flatMap(({ constraints }) =>
    constraints.flatMap(({ definition }) => {
      if (!isPutOff(definition, schema) || keyOf(schema, definition.references) !== name) return [];
      return definition.referenced.length > 0 ? definition.referenced : primaryKeyOf(schema, name);
    }),
  );
}

/** Seen on PostgreSQL 15: names, schemas, triggers, policies, rules, comments and privileges are none of it. */
const BLOCKED: ReadonlySet<Change["kind"]> = new Set([
  ...(["add-column", "drop-column", "change-type", "set-default", "drop-default", "set-not-null"] as const),
  ...(["drop-not-null", "add-identity", "set-identity", "drop-identity", "drop-expression"] as const),
  ...(["set-column-property", "add-constraint", "drop-constraint", "validate-constraint", "alter-constraint"] as const),
  ...(["drop-table", "truncate-table", "set-table-property", "set-owner", "inherit", "no-inherit"] as const),
  ...(["row-security", "enable-trigger", "disable-trigger", "attach-partition", "detach-partition"] as const),
]);
