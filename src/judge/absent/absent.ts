// What a statement of PostgreSQL needs to be there, or not to be there yet.
import type { Change, ChangeKind, ChangeOf } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { At, Effect } from "../rule.ts";
import type { Schema } from "../schema/schema.ts";
import { UNDETERMINED } from "../rule.ts";
import { existence } from "../schema/existence.ts";
import { tableIn } from "../schema/schema.ts";
import { namesIn } from "../schema/spoken.ts";
import * as already from "./already.ts";
import { asked } from "./asked.ts";
import { notBroughtFor, nowhere } from "./brought.ts";
import { missingElsewhere } from "./elsewhere.ts";
import { foreignIn } from "./foreign.ts";
import { goneIn } from "./gone.ts";
import { home } from "./homes.ts";
import * as inside from "./inside.ts";
import { absentKeys } from "./keys.ts";
import { perhapsLeftThere } from "./left-there.ts";
import { looksUp } from "./look-ups.ts";
import { needed } from "./needed.ts";
import * as objects from "./objects.ts";
import { ofItsKind } from "./other-kind.ts";
import * as partitions from "./partitions.ts";
import { refusedTrigger } from "./refused-trigger.ts";
import { commented, granted } from "./spoken-of.ts";
import { unfitIndex } from "./unfit-index.ts";
import { typesOf, unsteadyColumn, unsteadyIn } from "./unsteady.ts";

/** The effect of a statement that needs what is missing: it fails, or nobody can tell without the schema. */
export function needing<Kind extends ChangeKind>(meant: Effect, change: ChangeOf<Kind>, at: At): Effect {
  const { before } = at;
  const own = ofItsKind(meant, change, before);
  const gone = goneIn(change, before);
  if (gone !== undefined) return { ...own, succeeds: "no", because: gone };
  const there = own.succeeds === "yes" ? perhapsLeftThere(change, at) : undefined;
  const met = before.dialect === "postgresql" ? onPostgres(own, change, at) : elsewhere(own, change, before);
  return there === undefined || met.succeeds === "no" ? met : { ...own, ...existence(before, there) };
}

function onPostgres<Kind extends ChangeKind>(own: Effect, change: ChangeOf<Kind>, at: At): Effect {
  const { before } = at;
  const unknown = unknownIn(change, at);
  if (unknown !== undefined) return { ...own, impact: UNDETERMINED, succeeds: "undetermined", because: unknown };
  if (at.side === "up" && !before.complete) return own;
  const unfit = own.succeeds === "no" ? undefined : unfitIndex(change, at);
  if (unfit !== undefined) return { ...own, ...unfit };
  const check: Check<Kind> | undefined = CHECKS[change.kind as Kind];
  const missing = own.succeeds === "no" ? undefined : (notBroughtFor(change, before) ?? check?.(change, before));
  return missing === undefined ? own : without(missing, own, { change, before });
}

/** What nobody can say where it comes from; what an up calls was there. */
function unknownIn(change: Change, { before, side }: At): string | undefined {
  const foreign = foreignIn(change, before);
  if (foreign !== undefined) return `${foreign} of its own`;
  return side === "down" ? nowhere(change, before) : undefined;
}

function without(
  missing: string,
  own: Effect,
  { change, before }: { readonly change: Change; readonly before: Schema },
): Effect {
  if (isListedWith(change, before)) return { ...own, succeeds: "no", because: missing };
  if (isSpoken(change, before)) return own;
  return {
    ...own,
    impact: UNDETERMINED,
    succeeds: "undetermined",
    because: `${own.because}; ${missing}, as far as is known`,
  };
}

function elsewhere(own: Effect, change: Change, before: Schema): Effect {
  const missing = own.succeeds === "no" ? undefined : missingElsewhere(change, before);
  return missing === undefined ? own : { ...own, succeeds: "no", because: missing };
}

function isListedWith(change: Change, schema: Schema): boolean {
  if (!schema.complete || !("table" in change) || change.table === null) return schema.complete;
  return tableIn(schema, change.table)?.complete !== false;
}

/** The up speaks of all that it names, so that it was there. */
function isSpoken(change: Change, { spoken }: Schema): boolean {
  return namesIn(change).every((name) => spoken.has(name));
}

type Check<Kind extends ChangeKind> = (change: ChangeOf<Kind>, schema: Schema) => string | undefined;

function readBy(reads: readonly Name[] | undefined, schema: Schema): string | undefined {
  return (reads ?? []).map((name) => objects.relation(name, schema)).find((missing) => missing !== undefined);
}

function onTable({ table }: { readonly table: Name }, schema: Schema): string | undefined {
  return objects.relation(table, schema);
}

/** Without the schema, what is in a function is taken to be there. */
function unlookedUp({ lookedUp }: ChangeOf<"create-routine">, schema: Schema): string | undefined {
  if (!schema.complete || !looksUp(schema)) return undefined;
  return readBy(lookedUp?.reads, schema) ?? needed(lookedUp?.needs, schema);
}

const CHECKS: { readonly [Kind in ChangeKind]?: Check<Kind> } = {
  "create-table": (change, schema) =>
    home(change.table, schema) ??
    objects.parents(change, schema) ??
    absentKeys(change.constraints, schema, change) ??
    objects.types(change.columns, schema) ??
    inside.wrongDefaults(change.columns, schema) ??
    unsteadyColumn(change.columns, (name) => change.columns.find((column) => column.name === name)?.type ?? null) ??
    (change.source.from === "query" ? needed(change.source.needs, schema) : undefined),
  "add-column": (change, schema) =>
    absentKeys(change.constraints, schema, { ...change, columns: [change.column] }) ??
    inside.computedBase(change, schema) ??
    unsteadyColumn([change.column], typesOf(schema, change.table)) ??
    objects.types([change.column], schema) ??
    inside.wrongDefault(change.column.default, change.column.type, schema),
  "add-constraint": (change, schema) =>
    absentKeys([change.constraint], schema, change) ?? inside.promotedIndex(change, schema),
  "set-default": inside.unfitDefault,
  "drop-expression": inside.computed,
  "drop-identity": inside.numbered,
  "change-type": ({ type, needs }, schema) => objects.typeOfColumn(type, schema) ?? needed(needs, schema),
  "rename-table": ({ to }, schema) => home(to, schema),
  "set-table-property": objects.orderedBy,
  "rebuild-table": objects.orderedBy,
  inherit: ({ parent }, schema) => objects.relation(parent, schema),
  "no-inherit": (change, schema) => objects.relation(change.parent, schema) ?? inside.child(change, schema),
  "truncate-table": onTable,
  "lock-table": onTable,
  load: onTable,
  maintenance: ({ table }, schema) => (table === null ? undefined : objects.relation(table, schema)),
  reindex: objects.reindexed,
  "validate-constraint": inside.constraint,
  "alter-constraint": inside.constraint,
  "create-policy": inside.newPolicy,
  "alter-policy": inside.policy,
  "drop-policy": inside.policy,
  "create-rule": already.rule,
  "drop-rule": inside.rule,
  "create-role": already.role,
  "row-security": onTable,
  "drop-trigger": ({ table, name }, schema) => (table === null ? undefined : inside.trigger({ table, name }, schema)),
  "rename-trigger": (change, schema) => inside.trigger(change, schema) ?? already.trigger(change, schema),
  "enable-trigger": inside.trigger,
  "disable-trigger": inside.trigger,
  "create-trigger": (change, schema) => refusedTrigger(change, schema) ?? inside.watched(change, schema),
  "create-view": (change, schema) =>
    home(change.view, schema) ??
    readBy(change.reads, schema) ??
    inside.viewColumns(change, schema) ??
    needed(change.needs, schema),
  "rename-view": ({ to }, schema) => home(to, schema),
  "create-routine": (change, schema) => home(change.routine, schema) ?? unlookedUp(change, schema),
  "create-enum": ({ type }, schema) => home(type, schema),
  "create-type": ({ type }, schema) => home(type, schema),
  "create-domain": ({ type }, schema) => home(type, schema),
  "create-sequence": ({ sequence }, schema) => home(sequence, schema),
  "refresh-view": objects.refreshed,
  "rename-routine": ({ routine, args }, schema) => objects.routine(routine, schema, args),
  "alter-routine": ({ routine, args }, schema) => objects.routine(routine, schema, args),
  "create-index": (change, schema) =>
    inside.indexed(change, schema) ?? unsteadyIn(change.index.converts, typesOf(schema, change.index.table)),
  "rename-index": objects.renamedIndex,
  "rename-type": (change, schema) => objects.type(change, schema) ?? home(change.to, schema),
  "add-enum-value": (change, schema) => objects.type(change, schema) ?? inside.neighbour(change, schema),
  "rename-enum-value": (change, schema) => objects.type(change, schema) ?? inside.label(change, schema),
  "add-attribute": (change, schema) => objects.type(change, schema) ?? already.attribute(change, schema),
  "drop-attribute": (change, schema) => objects.type(change, schema) ?? inside.attribute(change, schema),
  "rename-attribute": (change, schema) =>
    objects.type(change, schema) ??
    inside.attribute(change, schema) ??
    already.attribute({ ...change, attribute: change.to ?? "" }, schema),
  "alter-domain": inside.domain,
  "alter-sequence": objects.sequence,
  "rename-sequence": objects.sequence,
  "attach-partition": partitions.parted,
  "detach-partition": partitions.partition,
  "rename-schema": ({ name }, schema) =>
    name === "public" || schema.surroundings.has(`schema ${name}`) ? undefined : `schema ${name} does not exist`,
  comment: commented,
  publication: ({ publishes = [], withdraws = [] }, schema) => readBy([...publishes, ...withdraws], schema),
  grant: granted,
  revoke: granted,
  insert: ({ source, needs }, schema) =>
    (source.from === "query" ? readBy(source.reads, schema) : undefined) ?? needed(needs, schema),
  update: (change, schema) => readBy(change.reads, schema) ?? asked(change, schema),
  delete: (change, schema) => readBy(change.reads, schema) ?? asked(change, schema),
};
