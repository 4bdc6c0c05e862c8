// What the body of a SQLite trigger does: the chapter "CREATE TRIGGER".
import type { TriggerEffects } from "../../model/change/code.ts";
import type { Name } from "../../model/definition.ts";
import type { Value } from "../../model/value.ts";
import type { Token } from "./tokens.ts";
import { assignedPlaces } from "../assigned.ts";
import { writesIn } from "../trigger-writes.ts";
import { folded } from "./names.ts";
import { itemsOf } from "./outputs.ts";
import { columnsIn, valueIn } from "./values.ts";

export function effectsOf(tokens: readonly Token[], own: Name, condition: readonly Token[]): TriggerEffects {
  const assigns = tokens.flatMap((_, place) => assignedAt(tokens.slice(place), own));
  const written = tokens.flatMap((token, place) => tableBehind(token, tokens[place + 1]));
  const writes = writesIn(tokens, { named: folded, valueOf });
  const isOwnAlone = assigns.length > 0 && tokens.filter(({ word }) => STATEMENTS.has(word)).length === 1;
  const raised = tokens.flatMap(({ word }, place) => (word === "raise" ? [tokens[place + 2]?.word ?? ""] : []));
  return {
    raises: raised.some((how) => how !== "ignore"),
    skips: raised.includes("ignore"),
    assigns: isOwnAlone ? assigns : [],
    ...askedIn([...condition, ...withoutTargets(tokens)]),
    tables: isOwnAlone ? [] : written,
    ...(writes.length > 0 && { writes }),
  };
}

function valueOf(tokens: readonly Token[]): Value {
  return valueIn(tokens, tokens.map(({ value }) => value).join(tokens.length === 3 ? "" : " "));
}

/** SQLite looks for no more when a column is dropped. */
function askedIn(tokens: readonly Token[]): Pick<TriggerEffects, "columns" | "asks"> {
  const named = columnsIn(tokens).map((column) => column.split("."));
  const columns = named.flatMap(([row, column]) => (ROWS.has(row ?? "") && column !== undefined ? [column] : []));
  const asks = named.flatMap(([row, column]) =>
    column !== undefined && ROWS.has(row ?? "") ? [] : [column ?? row ?? ""],
  );
  return { columns, asks };
}

const ROWS: ReadonlySet<string> = new Set(["new", "old"]);

/** Without the columns that are given values (`set a = …`, `insert into t (a, b)`): those that are asked for are left. */
function withoutTargets(tokens: readonly Token[]): readonly Token[] {
  const targets = new Set(tokens.flatMap(({ word }, place) => targetsAt(word, tokens, place)));
  return tokens.filter((_, place) => !targets.has(place));
}

function targetsAt(word: string, tokens: readonly Token[], place: number): readonly number[] {
  if (word === "set") return assignedPlaces(tokens, place + 1);
  if (word !== "into" || tokens[place + 2]?.word !== "(") return [];
  const end = tokens.findIndex((token, at) => at > place && token.word === ")");
  return tokens.map((_, at) => at).slice(place + 2, end + 1);
}

/** `update t set a = …, b = …` of the trigger's own table: the columns. */
function assignedAt([update, table, set, ...rest]: readonly Token[], { name }: Name): readonly string[] {
  if (update?.word !== "update" || set?.word !== "set" || folded(table?.value ?? "") !== name) return [];
  const end = rest.findIndex(({ word }) => word === "where" || word === ";");
  return itemsOf(rest.slice(0, end === -1 ? rest.length : end)).flatMap(([column, equals]) =>
    equals?.word === "=" && column !== undefined ? [folded(column.value)] : [],
  );
}

const STATEMENTS: ReadonlySet<string> = new Set(["insert", "replace", "update", "delete", "select"]);

function tableBehind({ word }: Token, behind: Token | undefined): readonly Name[] {
  if (!BEFORE_TABLE.has(word) || behind === undefined) return [];
  return behind.kind === "word" || behind.kind === "quoted" ? [{ schema: null, name: folded(behind.value) }] : [];
}

const BEFORE_TABLE: ReadonlySet<string> = new Set(["into", "update", "from", "join"]);
