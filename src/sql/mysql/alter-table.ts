import type { Change } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { addClause } from "./alter-add.ts";
import { alterClause, changeClause, modifyClause } from "./alter-columns.ts";
import { dropClause } from "./alter-drop.ts";
import { isPartitionClause, isPartitioning, partitionClause } from "./alter-partitions.ts";
import { renameClause } from "./alter-rename.ts";
import { charset, collation } from "./column-types.ts";
import { crossedRenames } from "./crossed-renames.ts";
import { expect, is, isDone, next, peek, refuse, refuseNext, take, takeOne, takeOnly, textFrom } from "./cursor.ts";
import { refuseAsServer } from "./hopeless.ts";
import { objectName } from "./names.ts";
import { ordering } from "./recursion.ts";
import { soughtInVain } from "./sought-in-vain.ts";
import { tableOption } from "./table-options.ts";

/** `alter [online] [ignore] table …`, behind `table`: what each of its clauses changes. */
export function alterTable(c: Cursor): readonly Change[] {
  takeOnly(c, "mariadb", "if", "exists");
  const table = objectName(c);
  takeLockWait(c);
  const start = c.position;
  const clauses: (readonly Change[])[] = [];
  if (!isDone(c)) {
    do clauses.push(clause(c, table));
    while (take(c, ","));
    if (!isDone(c) && isPartitioning(c)) clauses.push(partitionClause(c, table));
  }
  const inVain = soughtInVain(clauses);
  if (inVain !== undefined) refuseAsServer(c, inVain);
  const changes = clauses.flat();
  return changes.length > 0
    ? crossedRenames(inServerOrder(changes))
    : [{ kind: "maintenance", table, text: textFrom(c, start) }];
}

/**
 * What goes is looked for in the table as it was, wherever its clause stands, and what a key or a check names in the table as
 * it will be; a new name is the last to be given.
 */
function inServerOrder(changes: readonly Change[]): readonly Change[] {
  const rank = ({ kind }: Change): number => RANKS[kind] ?? OTHERS;
  return changes.toSorted((first, second) => rank(first) - rank(second));
}

const RANKS: Partial<Record<Change["kind"], number>> = {
  "drop-constraint": 0,
  "drop-index": 0,
  "remove-partitioning": 0,
  "drop-column": 1,
  "create-index": 3,
  "add-constraint": 3,
  "rename-table": 4,
};

const OTHERS = 2;

/** MariaDB's `wait 10` and `nowait`. */
export function takeLockWait(c: Cursor): void {
  if (takeOnly(c, "mariadb", "nowait") || !takeOnly(c, "mariadb", "wait")) return;
  if (peek(c).kind === "number") next(c);
  else refuseNext(c);
}

/** `algorithm=…` or `lock=…`: nothing that changes, but what the server must be able to do. */
export function takeDemand(c: Cursor): boolean {
  if (take(c, "algorithm")) {
    take(c, "=");
    c.demands.algorithm = demanded(c, c.dialect === "mariadb" ? [...ALGORITHMS, "nocopy"] : ALGORITHMS);
    return true;
  }
  if (!take(c, "lock")) return false;
  take(c, "=");
  c.demands.lock = demanded(c, LOCKS);
  return true;
}

function demanded(c: Cursor, known: readonly string[]): string {
  const word = takeOne(c, ...known);
  if (word === null) refuseNext(c);
  return word ?? "";
}

type Clause = (c: Cursor, table: Name) => readonly Change[];

function clause(c: Cursor, table: Name): readonly Change[] {
  if (takeDemand(c)) return [];
  if (isPartitionClause(c)) return partitionClause(c, table);
  const read = CLAUSES.get(peek(c).word);
  if (read === undefined) return options(c, table);
  next(c);
  return read(c, table);
}

/** Options follow each other without commas as well. */
function options(c: Cursor, table: Name): readonly Change[] {
  const changes: Change[] = [];
  for (let option = tableOption(c); option !== null; option = tableOption(c))
    changes.push({ kind: "set-table-property", table, ...option });
  if (changes.length === 0) refuseNext(c);
  return changes;
}

function convertClause(c: Cursor, table: Name): readonly Change[] {
  expect(c, "to");
  const set = charset(c);
  if (set === null) refuseNext(c);
  return [{ kind: "convert-charset", table, charset: set ?? "", collation: collation(c) }];
}

function orderClause(c: Cursor, table: Name): readonly Change[] {
  const start = c.position - 1;
  expect(c, "by");
  ordering(c);
  return [{ kind: "rebuild-table", table, text: textFrom(c, start) }];
}

function keysClause(c: Cursor, table: Name): readonly Change[] {
  const start = c.position - 1;
  expect(c, "keys");
  return [{ kind: "maintenance", table, text: textFrom(c, start) }];
}

function tablespaceClause(c: Cursor): readonly Change[] {
  refuse(c, "a tablespace that is put in or taken out, whose rows no statement says");
  return [];
}

function validationClause(c: Cursor, table: Name): readonly Change[] {
  const start = c.position - 1;
  if (is(c, "system", "versioning")) {
    c.position = start;
    return options(c, table);
  }
  expect(c, "validation");
  return [];
}

const ALGORITHMS: readonly string[] = ["default", "instant", "inplace", "copy"];

const LOCKS: readonly string[] = ["default", "none", "shared", "exclusive"];

const CLAUSES: ReadonlyMap<string, Clause> = new Map<string, Clause>([
  ["add", addClause],
  ["drop", dropClause],
  ["modify", modifyClause],
  ["change", changeClause],
  ["alter", alterClause],
  ["rename", renameClause],
  ["convert", convertClause],
  ["force", (_, table) => [{ kind: "rebuild-table", table, text: "force" }]],
  ["order", orderClause],
  ["disable", keysClause],
  ["enable", keysClause],
  ["discard", tablespaceClause],
  ["import", tablespaceClause],
  ["with", validationClause],
  ["without", validationClause],
]);
