// Whether what a trigger writes may be refused by the table that it writes to: the write that fired it fails then.
import type { TriggerEffects, TriggerWrite } from "../../model/change/code.ts";
import type { GivenValue } from "../../model/change/given.ts";
import type { Schema, Table, Trigger } from "../schema/schema.ts";
import type { WriteOfTable } from "./through-views.ts";
import { keysOf } from "../constraints/keys-of.ts";
import { columnsByPlace } from "../constraints/miscounted.ts";
import { isRequired } from "../rules/columns/add-column.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { constrains } from "../schema/names.ts";
import { isLoose } from "../types/sqlite-affinity.ts";
import { isUnfit } from "../types/unfit-values.ts";
import { mayFallBelowZero } from "../types/unsigned-difference.ts";
import { isNullGiven, isOfRow, mayLackParent, mayRepeat } from "./given-values.ts";
import { writeOfTable } from "./through-views.ts";

/** The table of a trigger, and what fires it. */
export interface Fired extends Pick<Trigger, "events" | "timing"> {
  readonly table: Table;
  readonly schema: Schema;
  /** Whether a column of it is new to the code that writes. */
  readonly isNew: (column: string) => boolean;
}

type Given = ReadonlyMap<string, GivenValue["value"]>;

/** In words: the table that may refuse it, and why; undefined where none does. */
export function refusedWrite({ writes = [], sets = [] }: TriggerEffects, fired: Fired): string | undefined {
  for (const written of writes) {
    const found = writeOfTable(written, fired.schema);
    const because = typeof found === "object" ? (inUse(found.target, fired) ?? refusedBy(found, fired)) : found;
    if (because !== undefined) return because;
  }
  return fired.timing === "before" ? refusedSets(sets, fired) : undefined;
}

/** "Can't update table in stored function/trigger" (ER_CANT_UPDATE_USED_TABLE_IN_SF_OR_TRG). */
function inUse({ id, name }: Table, { table, schema }: Fired): string | undefined {
  return isInnoDb(schema) && id === table.id ? `${name}, which is being written to` : undefined;
}

function refusedBy({ target, write }: WriteOfTable, fired: Fired): string | undefined {
  const { event, gives } = write;
  if (event === "delete") return undefined;
  // The others may leave out what does not fit (`or ignore`).
  if (gives === undefined)
    return fired.schema.dialect === "postgresql" && mindsAny(target, write) ? target.name : undefined;
  const miscounted = miscountedBy(target, gives, fired.schema);
  if (miscounted !== undefined) return miscounted;
  const given = givenTo(target, gives);
  const missing = event === "insert" ? missingIn(target, given) : undefined;
  if (missing !== undefined) return `${target.name}.${missing}, which gets no value`;
  const refused = [...given].find(([column, value]) => isRefused(value, column, { target, fired }));
  if (refused !== undefined) return `${target.name}.${refused[0]}`;
  const key = keysOf(target).find(
    (each) => each.length > 0 && each.every((column) => mayRepeat(given.get(column), column, fired)),
  );
  return key === undefined ? undefined : `a key of ${target.name}`;
}

/** Values without names are one for each column; PostgreSQL has defaults for columns that are left over. */
function miscountedBy(target: Table, gives: readonly GivenValue[], schema: Schema): string | undefined {
  const taken = gives.some(({ column }) => column === null) ? columnsByPlace(target, schema)?.length : undefined;
  if (taken === undefined || gives.length === taken) return undefined;
  if (schema.dialect === "postgresql" && gives.length < taken) return undefined;
  return `${target.name}, which takes ${taken} values`;
}

/** Its own row, before it is written: what it brings to keys of columns that were filled already is theirs. */
function refusedSets(sets: readonly GivenValue[], fired: Fired): string | undefined {
  const { table, isNew } = fired;
  const given = givenTo(table, sets);
  const refused = [...given].find(([column, value]) => isUntaken(value, column, { target: table, fired }));
  if (refused !== undefined) return `${table.name}.${refused[0]}`;
  const added = [...given.keys()].filter(isNew);
  return keysOf(table).some((key) => key.some((column) => added.includes(column)))
    ? `a key of ${table.name}`
    : undefined;
}

/** A check of what the rows of a query bring. */
function mindsAny({ constraints }: Table, { event, overwrites }: TriggerWrite): boolean {
  return constraints.some(({ definition }) => {
    const isCheck = definition.kind === "check" || definition.kind === "exclude";
    if (!isCheck || definition.enforcement === "not-enforced") return false;
    if (event === "insert" || overwrites === "all") return true;
    return overwrites.some((column) => constrains(definition, column));
  });
}

function givenTo({ columns }: Table, gives: readonly GivenValue[]): Given {
  const names = [...columns.keys()];
  return new Map(gives.map(({ column, value }, place) => [column ?? names[place] ?? "", value]));
}

function missingIn({ columns }: Table, given: Given): string | undefined {
  const found = [...columns].find(
    ([name, { definition }]) => !given.has(name) && definition !== null && isRequired(definition),
  );
  return found?.[0];
}

interface Written {
  readonly target: Table;
  readonly fired: Fired;
}

function isRefused(value: GivenValue["value"], column: string, written: Written): boolean {
  const { target, fired } = written;
  if (isUntaken(value, column, written) || isCountedDown(value, column, written)) return true;
  return target.constraints.some(({ definition }) => {
    if (!constrains(definition, column) || definition.enforcement === "not-enforced") return false;
    if (definition.kind === "check" || definition.kind === "exclude") return value.from === "expression";
    return definition.kind === "foreign-key" && mayLackParent(value, definition, fired);
  });
}

/** "BIGINT UNSIGNED value is out of range": where the count was wrong before, or is kept of other rows. */
function isCountedDown(value: GivenValue["value"], column: string, { target, fired }: Written): boolean {
  const type = target.columns.get(column)?.definition?.type ?? null;
  if (!isInnoDb(fired.schema) || value.from !== "expression" || type === null || !value.reads.includes(column))
    return false;
  return mayFallBelowZero(value, { type, types: [type], where: null });
}

/** A null, or what the type has no room for. */
function isUntaken(value: GivenValue["value"], column: string, { target, fired }: Written): boolean {
  const definition = target.columns.get(column)?.definition ?? null;
  if (definition === null || value.from === "default") return false;
  if (!definition.nullable && definition.identity === "none" && isNullGiven(value, fired.table)) return true;
  return (
    !isLoose(target, fired.schema) &&
    isOfRow(value) &&
    isUnfit(value, { type: definition.type, tables: [fired.table], schema: fired.schema })
  );
}
