// Whether what a trigger writes may be refused by the table that it writes to: the write that fired it fails then.
import type { TriggerEffects, TriggerWrite } from "../../model/change/code.ts";
import type { GivenValue } from "../../model/change/given.ts";
import type { ConstraintDefinition } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { uniqueKeysOf } from "../constraints/held-unique.ts";
import { isRequired } from "../rules/columns/add-column.ts";
import { constrains } from "../schema/names.ts";
import { primaryKeyOf } from "../schema/primary-key.ts";
import { keyOf, tableIn } from "../schema/schema.ts";

/** The table of a trigger, and what fires it. */
export interface Fired {
  readonly table: Table;
  readonly events: readonly string[];
  readonly schema: Schema;
}

/** In words: the table that may refuse it, and why; undefined where none does. */
export function refusedWrite({ writes = [] }: TriggerEffects, fired: Fired): string | undefined {
  for (const write of writes) {
    const target = tableIn(fired.schema, write.table);
    const because = target?.complete === true ? refusedBy(target, write, fired) : undefined;
    if (because !== undefined) return because;
  }
  return undefined;
}

function refusedBy(target: Table, { event, gives }: TriggerWrite, fired: Fired): string | undefined {
  if (gives === undefined || gives.length === 0) return undefined;
  const columns = [...target.columns.keys()];
  const given = new Map(gives.map(({ column, value }, place) => [column ?? columns[place] ?? "", value]));
  const missing = event === "insert" ? missingIn(target, given) : undefined;
  if (missing !== undefined) return `${target.name}.${missing}, which gets no value`;
  const refused = [...given].find(([column, value]) => isRefused(value, column, { target, fired }));
  if (refused !== undefined) return `${target.name}.${refused[0]}`;
  const key = uniqueKeysOf(target).find((each) => each.every((column) => mayRepeat(given.get(column), column, fired)));
  return key === undefined ? undefined : `a key of ${target.name}`;
}

function missingIn({ columns }: Table, given: ReadonlyMap<string, Value>): string | undefined {
  const found = [...columns].find(
    ([name, { definition }]) => !given.has(name) && definition !== null && isRequired(definition),
  );
  return found?.[0];
}

type Value = GivenValue["value"];

interface Written {
  readonly target: Table;
  readonly fired: Fired;
}

function isRefused(value: Value, column: string, { target, fired }: Written): boolean {
  const definition = target.columns.get(column)?.definition ?? null;
  if (definition?.nullable === false && definition.identity === "none" && mayBeNull(value, fired)) return true;
  if (isConstant(value)) return false;
  return target.constraints.some(
    ({ definition: constraint }) => constrains(constraint, column) && mayBreak(constraint, value, fired),
  );
}

/** What takes the place of a null, and what is counted, is none. */
function mayBeNull(value: Value, { table }: Fired): boolean {
  if (value.length === 1 && value[0] === "null") return true;
  if (value.some((word) => GIVING.has(word))) return false;
  return rowColumnsOf(value).some((column) => table.columns.get(column)?.definition?.nullable !== false);
}

function mayBreak(constraint: ConstraintDefinition, value: Value, fired: Fired): boolean {
  if (constraint.kind === "check") return true;
  if (constraint.kind !== "foreign-key") return false;
  const [column, second] = rowColumnsOf(value);
  const isPlain = column !== undefined && second === undefined && value.length === 3;
  return !(isPlain && (isOwnKey(column, constraint, fired) || isOwnReference(column, constraint, fired)));
}

type Reference = Extract<ConstraintDefinition, { readonly kind: "foreign-key" }>;

/** The row is the parent, and stays. */
function isOwnKey(column: string, { references, referenced }: Reference, { table, events, schema }: Fired): boolean {
  if (keyOf(schema, references) !== table.name || events.includes("delete")) return false;
  return (referenced.length > 0 ? referenced : primaryKeyOf(schema, table.name)).includes(column);
}

/** The row has its parent itself. */
function isOwnReference(column: string, { references }: Reference, { table, schema }: Fired): boolean {
  return table.constraints.some(
    ({ definition }) =>
      definition.kind === "foreign-key" &&
      definition.columns.includes(column) &&
      keyOf(schema, definition.references) === keyOf(schema, references),
  );
}

/** What is given may be there already, but for a key of rows that are new themselves. */
function mayRepeat(value: Value | undefined, column: string, { table, events }: Fired): boolean {
  if (value === undefined || (value.length === 1 && (value[0] === "null" || value[0] === column))) return false;
  const [own, second] = rowColumnsOf(value);
  const isNewKey = events.join(",") === "insert" && own !== undefined && second === undefined && value.length === 3;
  return !(isNewKey && uniqueKeysOf(table).some((key) => key.length === 1 && key[0] === own));
}

/** `new.a` and `old.b`: the columns. */
function rowColumnsOf(value: Value): readonly string[] {
  return value.flatMap((word, place) => {
    const column = value[place + 2];
    return ROWS.has(word) && value[place + 1] === "." && column !== undefined ? [column] : [];
  });
}

function isConstant(value: Value): boolean {
  return rowColumnsOf(value).length === 0 && value.every((word) => LITERAL.test(word) || CLOCKS.has(word));
}

const ROWS: ReadonlySet<string> = new Set(["new", "old"]);

const GIVING: ReadonlySet<string> = new Set(["coalesce", "ifnull", "count", "json_object", "concat_ws", "iif", "case"]);

const LITERAL = /^(?:'.*'|[\d.]+|null|true|false|[()+-])$/s;

const CLOCKS: ReadonlySet<string> = new Set(
  "current_timestamp current_date current_time now datetime date time strftime".split(" "),
);
