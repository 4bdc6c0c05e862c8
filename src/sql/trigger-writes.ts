// What the statements in the body of a trigger write, by their words: `;` ends each of them.
import type { TriggerWrite } from "../model/change/code.ts";
import type { Name } from "../model/definition.ts";
import type { Spoken } from "./assigned.ts";
import type { Speech } from "./trigger-values.ts";
import { assignedPlaces, columnsAt } from "./assigned.ts";
import { assignedValues, insertedValues } from "./trigger-values.ts";

export function writesIn<Token extends Spoken>(
  tokens: readonly Token[],
  speech: Speech<Token>,
): readonly TriggerWrite[] {
  return tokens.flatMap(({ word }, place): readonly TriggerWrite[] => {
    const rest = tokens.slice(place, endOf(tokens, place));
    if (word === "update") return updateIn(rest, speech);
    if (word === "delete") return deleteIn(rest, speech.named);
    if (word === "into" && isOfInsert(tokens, place)) return [insertAt(tokens, place, speech)];
    return [];
  });
}

function endOf(tokens: readonly Spoken[], place: number): number {
  const end = tokens.findIndex(({ word }, at) => at >= place && word === ";");
  return end === -1 ? tokens.length : end;
}

/** `update [or replace] t [as a] set …`; not the `update` of a conflict. */
function updateIn<Token extends Spoken>(statement: readonly Token[], speech: Speech<Token>): readonly TriggerWrite[] {
  const { named } = speech;
  const set = statement.findIndex(({ word }) => word === "set");
  const start = statement[1]?.word === "or" ? 3 : 1;
  if (set <= start) return [];
  const columns = columnsAt(statement, assignedPlaces(statement, set + 1)).map(named);
  const write = { event: "update", table: tableAt(statement, start, named), overwrites: columns } as const;
  return [start === 1 ? { ...write, gives: assignedValues(statement.slice(set + 1), speech) } : write];
}

function deleteIn(statement: readonly Spoken[], named: Named): readonly TriggerWrite[] {
  const from = statement.findIndex(({ word }) => word === "from");
  return from < 1 ? [] : [{ event: "delete", table: tableAt(statement, from + 1, named), overwrites: [] }];
}

/** `select … into` writes to no table. */
function isOfInsert(tokens: readonly Spoken[], place: number): boolean {
  return BEFORE_INTO.has(tokens[place - 1]?.word ?? "");
}

function insertAt<Token extends Spoken>(tokens: readonly Token[], place: number, speech: Speech<Token>): TriggerWrite {
  const { named } = speech;
  const start = tokens.findLastIndex(({ word }, at) => at < place && (word === "insert" || word === "replace"));
  const table = tableAt(tokens, place + 1, named);
  if (tokens.slice(start, place).some(({ word }) => word === "replace"))
    return { event: "insert", table, overwrites: "all" };
  const statement = tokens.slice(place, endOf(tokens, place));
  const update = statement.findIndex(({ word }, at) => word === "update" && at > 0);
  const first = statement[update + 1]?.word === "set" ? update + 2 : update + 1;
  const columns = update === -1 ? [] : columnsAt(statement, assignedPlaces(statement, first)).map(named);
  const isKept = LENIENT.has(tokens[place - 1]?.word ?? "") || isConflictKept(statement);
  const gives = isKept ? undefined : insertedValues(statement, speech);
  return { event: "insert", table, overwrites: columns, ...(gives !== undefined && { gives }) };
}

/** `on conflict …`, `on duplicate key …` */
function isConflictKept(statement: readonly Spoken[]): boolean {
  return statement.some(({ word }, place) => word === "on" && CONFLICTS.has(statement[place + 1]?.word ?? ""));
}

const CONFLICTS: ReadonlySet<string> = new Set(["conflict", "duplicate"]);

function tableAt(tokens: readonly Spoken[], place: number, named: Named): Name {
  const [first, dot, second] = tokens.slice(place, place + 3);
  if (dot?.word !== "." || second === undefined) return { schema: null, name: named(first?.value ?? "") };
  return { schema: named(first?.value ?? ""), name: named(second.value) };
}

type Named = (name: string) => string;

const BEFORE_INTO: ReadonlySet<string> = new Set(
  "insert replace ignore abort fail rollback low_priority high_priority delayed".split(" "),
);

/** `insert or ignore into`, `insert ignore into` */
const LENIENT: ReadonlySet<string> = new Set(["ignore"]);
