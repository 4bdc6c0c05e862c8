// What keeps an index where it is.
import type { ChangeOf } from "../../model/change.ts";
import type { At } from "../rule.ts";
import type { Located } from "../schema/locate-index.ts";
import type { Table } from "../schema/schema.ts";
import { tableById } from "../schema/by-id.ts";
import { counterServedBy } from "../schema/counter-key.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { isListed } from "../schema/schema.ts";
import { areOff } from "./foreign-keys.ts";
import { keysMadeWith } from "./made-alongside.ts";
import { referencesBy, referencesTo } from "./references.ts";

/** Why the server refuses to drop it, in words that go on after its name. */
export function indexObstacle(change: ChangeOf<"drop-index">, index: Located, at: At): string | undefined {
  if (at.before.dialect === "postgresql") return postgresObstacle(change, index, at);
  return isInnoDb(at.before) ? innoDbObstacle(index, at) : undefined;
}

/** What is not listed may be parted, or reference something by it, since another index of the table went. */
export function mayBeKept({ concurrently }: ChangeOf<"drop-index">, { table, id }: Located, at: At): boolean {
  const { before, alongside, client } = at;
  if (isListed(before, table)) return false;
  const isPlain = table.indexes.some((index) => index.id === id && index.isConcurrent === true);
  if (!isInnoDb(before)) return concurrently && !isPlain;
  if (isPerhapsNotMade(table, id)) return true;
  // What the up made served no older reference.
  const known = [...table.indexes, ...(at.side === "down" ? (tableById(client, table.id)?.indexes ?? []) : [])];
  const kept = known.map(({ definition }) => `indexes:index ${definition.name ?? ""} of ${table.name}`);
  const gone = [...before.dropped].filter((name) => name.startsWith("indexes:") && name.endsWith(` of ${table.name}`));
  return keysMadeWith(alongside).length === 0 && gone.some((name) => !kept.includes(name));
}

/** InnoDB makes none for a foreign key over older columns where an index serves that nobody has listed. */
function isPerhapsNotMade({ indexes, columns }: Table, id: number): boolean {
  const helper = indexes.find((index) => index.id === id && index.isHelper === true);
  return helper?.definition.keys.some((key) => (columns.get(key)?.definition ?? null) === null) === true;
}

/** `DROP INDEX` and RemoveRelations in src/backend/commands/tablecmds.c. */
function postgresObstacle(
  { cascade, concurrently }: ChangeOf<"drop-index">,
  { table, id, isConstraint }: Located,
  { before }: At,
): string | undefined {
  if (isConstraint) return "belongs to a constraint";
  if (concurrently && table.settings.has("partitioned")) return "is of a parted table: it cannot go concurrently";
  return !cascade && referencesBy(before, table, id).length > 0 ? "is needed by a foreign key" : undefined;
}

function innoDbObstacle({ table, keys }: Located, at: At): string | undefined {
  if (isNeededByForeignKey(table, keys, at)) return "is needed by a foreign key";
  const counter = counterServedBy(keys, table, at.alongside);
  return counter === undefined ? undefined : `is needed by ${counter}, which counts`;
}

/** InnoDB keeps an index for each side of a foreign key, and refuses to drop the last one. */
function isNeededByForeignKey(table: Table, keys: readonly string[], { before, alongside }: At): boolean {
  const all = [
    ...table.indexes.map(({ definition }) => definition.keys),
    ...table.constraints
      .filter(({ definition: { kind } }) => kind === "primary-key" || kind === "unique")
      .map(({ definition }) => definition.columns),
    ...keysMadeWith(alongside),
  ];
  return neededColumns(table, { before, alongside }).some(
    (columns) => serves(keys, columns) && all.filter((index) => serves(index, columns)).length === 1,
  );
}

function serves(index: readonly string[], columns: readonly string[]): boolean {
  return columns.every((column, place) => index[place] === column);
}

/** The columns of the table's own foreign keys, and, while they are checked, those that others point to. */
function neededColumns(
  { name, constraints }: Table,
  { before, alongside }: Pick<At, "before" | "alongside">,
): readonly (readonly string[])[] {
  const dropped = alongside.flatMap((change) => (change.kind === "drop-constraint" ? [change.name] : []));
  const own = constraints.flatMap(({ definition: { kind, columns, name: called } }) =>
    kind === "foreign-key" && !dropped.includes(called ?? "") ? [columns] : [],
  );
  if (areOff(before)) return own;
  const pointed = referencesTo(before, name).map(({ to }) => to);
  return [...own, ...pointed];
}
