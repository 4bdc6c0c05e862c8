// Triggers and routines that write rows without naming the columns: one column more, and there is a value too few or too many.
import type { ChangeOf } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { At } from "../rule.ts";
import type { Schema, Trigger } from "../schema/schema.ts";
import { tableById } from "../schema/by-id.ts";
import { keyOf, tableIn } from "../schema/schema.ts";
import { listedIn } from "../types/parts-of-value.ts";

export interface Writer {
  readonly shown: string;
  /** A trigger runs with each write, a routine for who calls it. */
  readonly when: "always" | "if_referenced";
}

/** What fails once the table has another column, of what the code runs. */
export function writerByPlace(
  change: Pick<ChangeOf<"add-column">, "table" | "column">,
  at: Pick<At, "before" | "client">,
): Writer | undefined {
  const trigger = triggerByPlace(change, at);
  if (trigger !== undefined) return { shown: `trigger ${trigger}`, when: "always" };
  const routine = routineByPlace(change, at);
  return routine === undefined ? undefined : { shown: routine, when: "if_referenced" };
}

/** On a table that the code writes to. */
function triggerByPlace(
  { table: name, column: { name: column } }: Pick<ChangeOf<"add-column">, "table" | "column">,
  { before, client }: Pick<At, "before" | "client">,
): string | undefined {
  const key = keyOf(before, name);
  const known = [...before.tables.values()].filter(({ id }) => tableById(client, id) !== undefined);
  const triggers = known.flatMap((table) => [...table.triggers].map(([trigger, made]) => ({ table, trigger, made })));
  return triggers.find(({ table, made }) =>
    before.dialect === "postgresql"
      ? table.name === key && copiesRow(made, { name, column }, before)
      : fillsByPlace(made.body, key) || copiesAllOf(made.body, key),
  )?.trigger;
}

/** A function or procedure that the code may call. */
function routineByPlace(
  { table: name }: Pick<ChangeOf<"add-column">, "table">,
  { before, client }: Pick<At, "before" | "client">,
): string | undefined {
  const key = keyOf(before, name);
  const known = [...before.routines].filter(([routine]) => client.routines.has(routine));
  const found = known.find(([, { body }]) =>
    before.dialect === "postgresql"
      ? copiesAllOf(body, key, (target) => columnsOf(target, before).length <= widthOf(name, before))
      : fillsByPlace(body, key) || copiesAllOf(body, key),
  );
  return found?.[0];
}

interface Added {
  readonly name: Name;
  readonly column: string;
}

/** The new column's value has no place there, or that of another column. */
function copiesRow({ body }: Trigger, added: Added, schema: Schema): boolean {
  return [...body.matchAll(INSERT)].some(({ groups = {} }) => {
    const { target = "", columns, values, selected = "" } = groups;
    const items = listedIn(values ?? selected);
    const place = items.findIndex((item) => WHOLE_ROW.test(item));
    if (place === -1) return false;
    const taken = columns === undefined ? columnsOf(target, schema) : listedIn(columns).map(unquoted);
    const width = widthOf(added.name, schema);
    return place < items.length - 1 || taken[place + width] !== added.column;
  });
}

function widthOf(name: Name, schema: Schema): number {
  return tableIn(schema, name)?.columns.size ?? 0;
}

function columnsOf(target: string, schema: Schema): readonly string[] {
  const path = target.split(".").map(unquoted);
  const table = tableIn(schema, { schema: path.at(-2) ?? null, name: path.at(-1) ?? "" });
  return [...(table?.columns.keys() ?? [])];
}

function unquoted(name: string): string {
  const text = name.trim();
  return text.startsWith('"') ? text.slice(1, -1) : text.toLowerCase();
}

function fillsByPlace(body: string, key: string): boolean {
  return [...body.matchAll(BY_PLACE)].some(({ groups }) => groups?.["table"]?.replaceAll(/["`]/g, "") === key);
}

/** `insert into … select * from` it, where the first has no room for more. */
function copiesAllOf(body: string, key: string, isFull: (target: string) => boolean = () => true): boolean {
  return [...body.matchAll(ALL_OF)].some(
    ({ groups: { target = "", table = "" } = {} }) => table.replaceAll(/["`]/g, "") === key && isFull(target),
  );
}

/** `insert into h (a, b) values (…)`, `insert into h select …` */
const INSERT =
  /\binsert\s+into\s+(?<target>(?:"[^"]+"|[\w.])+)\s*(?:\((?<columns>[^()]*)\)\s*)?(?:values\s*\((?<values>(?:[^();]|\([^();]*\))*)\)|\(?\s*select\s+(?<selected>(?:(?!\b(?:from|where)\b)[^;])*))/gi;

const WHOLE_ROW = /^\(?\s*(?:new|old)\s*\)?\s*\.\s*\*$/i;

const BY_PLACE = /\b(?:insert|replace)\s+(?:\w+\s+)*?into\s+(?<table>["`\w.]+)\s+(?:values\b|select\b|\(\s*select\b)/gi;

const ALL_OF =
  /\b(?:insert|replace)\s+(?:\w+\s+)*?into\s+(?<target>["`\w.]+)[^;]*?\bselect\s+\*\s+from\s+(?<table>["`\w.]+)/gi;
