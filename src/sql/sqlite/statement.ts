import type { Change } from "../../model/change.ts";
import type { Cursor } from "./cursor.ts";
import { alterTable } from "./alter-table.ts";
import { is, isDone, listOf, next, peek, refuseNext, take, takeBracketed, takeUntil } from "./cursor.ts";
import { dataChange } from "./data.ts";
import { create, drop } from "./definitions.ts";
import { label, objectName } from "./names.ts";
import { pragma } from "./pragma.ts";

/** What one statement changes. What it cannot follow, it refuses. */
export function statement(c: Cursor): readonly Change[] {
  const { word } = peek(c);
  const read = STATEMENTS[word];
  if (read !== undefined) return read(c);
  refuseNext(c);
  return [];
}

type StatementReader = (c: Cursor) => readonly Change[];

/** A definition: `create …`, `drop …`, `alter table …`. */
function after(words: readonly string[], read: StatementReader): StatementReader {
  return (c) => {
    if (!take(c, ...words)) refuseNext(c);
    return read(c);
  };
}

/** Queries before the statement proper, which cannot write in SQLite. */
const withClause: StatementReader = (c) => {
  take(c, "with");
  take(c, "recursive");
  listOf(c, (query) => {
    label(query);
    if (is(query, "(")) takeBracketed(query);
    if (!take(query, "as")) refuseNext(query);
    take(query, "not");
    take(query, "materialized");
    takeBracketed(query);
  });
  return statement(c);
};

/** Nothing but a query reads. What can be called is what SQLite and the program that runs it bring. */
const query: StatementReader = (c) => {
  const tokens = takeUntil(c);
  const danger = tokens.find(({ word }) => DANGEROUS.has(word));
  if (danger !== undefined) return [{ kind: "opaque", because: `what ${danger.word}() does is not in its text` }];
  return [{ kind: "read" }];
};

const data: StatementReader = (c) => [dataChange(c)];

const transaction: StatementReader = (c) => {
  const first = next(c).word;
  const rest = takeUntil(c).map(({ word }) => word);
  if (first === "rollback") return [{ kind: "transaction", verb: "rollback" }];
  if (first === "savepoint" || first === "release") return [{ kind: "transaction", verb: "savepoint" }];
  if (rest.some((word) => !TRANSACTION_WORDS.has(word))) refuseNext(c);
  return [{ kind: "transaction", verb: first === "begin" ? "begin" : "commit" }];
};

const explain: StatementReader = (c) => {
  while (!isDone(c)) next(c);
  return [{ kind: "read" }];
};

const maintenance: StatementReader = (c) => {
  const what = next(c).word;
  if (what === "vacuum" && take(c, "into")) refuseNext(c);
  const target = isDone(c) ? null : objectName(c);
  if (what === "reindex") return [{ kind: "reindex", target, concurrently: false }];
  return [{ kind: "maintenance", text: c.text, table: what === "analyze" ? target : null }];
};

const STATEMENTS: Readonly<Record<string, StatementReader>> = {
  create: after(["create"], create),
  drop: after(["drop"], drop),
  alter: after(["alter", "table"], alterTable),
  insert: data,
  replace: data,
  update: data,
  delete: data,
  with: withClause,
  select: query,
  values: query,
  explain,
  pragma,
  begin: transaction,
  commit: transaction,
  end: transaction,
  rollback: transaction,
  savepoint: transaction,
  release: transaction,
  vacuum: maintenance,
  analyze: maintenance,
  reindex: maintenance,
};

const TRANSACTION_WORDS: ReadonlySet<string> = new Set(["transaction", "deferred", "immediate", "exclusive"]);

/** They load code, or write files. */
const DANGEROUS: ReadonlySet<string> = new Set(["load_extension", "writefile", "edit", "fts3_tokenizer"]);
