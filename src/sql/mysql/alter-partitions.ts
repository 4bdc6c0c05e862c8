import type { Change } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { expect, is, next, peek, take, takeOne, takeOnly, textFrom } from "./cursor.ts";
import { numberValue } from "./literals.ts";
import { objectName } from "./names.ts";
import { partitionDefinitions, partitionNames, partitionScheme } from "./partition-schemes.ts";

/** Whether a clause comes next that makes the whole table partitioned or not: the last one, without a comma before it. */
export function isPartitioning(c: Cursor): boolean {
  return is(c, "partition", "by") || is(c, "remove", "partitioning");
}

/** Whether a clause about partitions comes next; dropping them is read with the other drops. */
export function isPartitionClause(c: Cursor): boolean {
  if (isPartitioning(c)) return true;
  return peek(c, 1).word === "partition" && CLAUSES.has(peek(c).word);
}

export function partitionClause(c: Cursor, table: Name): readonly Change[] {
  const start = c.position;
  if (is(c, "partition", "by")) {
    const scheme = partitionScheme(c);
    return [{ kind: "partition-table", table, ...scheme, text: textFrom(c, start) }];
  }
  if (take(c, "remove", "partitioning"))
    return [{ kind: "remove-partitioning", table, partitions: [], text: "remove partitioning" }];
  const verb = next(c).word;
  expect(c, "partition");
  const read = CLAUSES.get(verb) ?? maintained;
  return [{ ...read(c, table), text: textFrom(c, start) } as Change];
}

type Read = (c: Cursor, table: Name) => Change;

function added(c: Cursor, table: Name): Change {
  takeOnly(c, "mariadb", "if", "not", "exists");
  takeLocal(c);
  if (take(c, "partitions")) return spread(table, numberValue(c));
  const { names, ...ranges } = is(c, "(") ? partitionDefinitions(c) : { names: [] };
  return { kind: "add-partition", table, partitions: names, ...ranges, text: "" };
}

function reorganised(c: Cursor, table: Name): Change {
  takeLocal(c);
  const partitions = peek(c).kind === "end" ? [] : partitionNames(c);
  const { ranges } = take(c, "into") ? partitionDefinitions(c) : {};
  return { kind: "reorganize-partition", table, partitions, ...(ranges !== undefined && { ranges }), text: "" };
}

function coalesced(c: Cursor, table: Name): Change {
  takeLocal(c);
  return spread(table, -numberValue(c));
}

/** By hash or key, over another number of partitions: rows move between all of them. */
function spread(table: Name, more: number): Change {
  return { kind: "reorganize-partition", table, partitions: [], more, text: "" };
}

function rebuilt(c: Cursor, table: Name): Change {
  takeLocal(c);
  return { kind: "reorganize-partition", table, partitions: partitionNames(c), text: "" };
}

function truncated(c: Cursor, table: Name): Change {
  return { kind: "truncate-partition", table, partitions: partitionNames(c), text: "" };
}

function exchanged(c: Cursor, table: Name): Change {
  const partitions = partitionNames(c);
  expect(c, "with", "table");
  const other = objectName(c);
  if (!take(c, "with", "validation")) take(c, "without", "validation");
  return { kind: "exchange-partition", table, partitions, exchangedWith: other, text: "" };
}

function maintained(c: Cursor, table: Name): Change {
  takeLocal(c);
  partitionNames(c);
  while (takeOne(c, "quick", "fast", "medium", "extended", "changed", "use_frm") !== null);
  return { kind: "maintenance", table, text: "" };
}

function takeLocal(c: Cursor): void {
  takeOne(c, "local", "no_write_to_binlog");
}

const CLAUSES: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["add", added],
  ["reorganize", reorganised],
  ["coalesce", coalesced],
  ["rebuild", rebuilt],
  ["truncate", truncated],
  ["exchange", exchanged],
  ["analyze", maintained],
  ["check", maintained],
  ["optimize", maintained],
  ["repair", maintained],
]);
