// Triggers that write rows without naming the columns: one column more, and there is a value too few or too many.
import type { Name } from "../../model/definition.ts";
import type { At } from "../rule.ts";
import type { Schema, Trigger } from "../schema/schema.ts";
import { tableById } from "../schema/by-id.ts";
import { keyOf, tableIn } from "../schema/schema.ts";

/** The trigger, on a table that the code writes to, that fails once the table has another column. */
export function triggerByPlace(name: Name, { before, client }: Pick<At, "before" | "client">): string | undefined {
  const key = keyOf(before, name);
  const known = [...before.tables.values()].filter(({ id }) => tableById(client, id) !== undefined);
  const triggers = known.flatMap((table) => [...table.triggers].map(([trigger, made]) => ({ table, trigger, made })));
  return triggers.find(({ table, made }) =>
    before.dialect === "postgresql"
      ? table.name === key && copiesRow(made, name, before)
      : fillsByPlace(made.body, key) || copiesAllOf(made.body, key),
  )?.trigger;
}

/** PostgreSQL gives the columns that are left over their defaults, and minds only a value too many. */
function copiesRow({ body, effects }: Trigger, name: Name, schema: Schema): boolean {
  if (!WHOLE_ROW.test(body)) return false;
  const width = tableIn(schema, name)?.columns.size ?? 0;
  return (effects?.tables ?? []).some((target) => (tableIn(schema, target)?.columns.size ?? 0) <= width);
}

function fillsByPlace(body: string, key: string): boolean {
  return [...body.matchAll(BY_PLACE)].some(({ groups }) => groups?.["table"]?.replaceAll(/["`]/g, "") === key);
}

/** `insert into … select * from` it */
function copiesAllOf(body: string, key: string): boolean {
  return [...body.matchAll(ALL_OF)].some(({ groups }) => groups?.["table"]?.replaceAll(/["`]/g, "") === key);
}

const WHOLE_ROW = /\binsert\s+into\b[^;]*(?:\b(?:new|old)|\(\s*(?:new|old)\s*\))\s*\.\s*\*/i;

const BY_PLACE = /\b(?:insert|replace)\s+(?:\w+\s+)*?into\s+(?<table>["`\w.]+)\s+(?:values\b|select\b|\(\s*select\b)/gi;

const ALL_OF = /\b(?:insert|replace)\s+(?:\w+\s+)*?into\s[^;]*?\bselect\s+\*\s+from\s+(?<table>["`\w.]+)/gi;
