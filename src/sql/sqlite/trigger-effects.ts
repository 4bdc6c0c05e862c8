// What the body of a SQLite trigger does: the chapter "CREATE TRIGGER".
import type { TriggerEffects } from "../../model/change/code.ts";
import type { Name } from "../../model/definition.ts";
import type { Token } from "./tokens.ts";
import { folded } from "./names.ts";
import { itemsOf } from "./outputs.ts";
import { namesIn } from "./values.ts";

export function effectsOf(tokens: readonly Token[], own: Name): TriggerEffects {
  const assigns = tokens.flatMap((_, place) => assignedAt(tokens.slice(place), own));
  const written = tokens.flatMap((token, place) => tableBehind(token, tokens[place + 1]));
  const isOwnAlone = assigns.length > 0 && tokens.filter(({ word }) => STATEMENTS.has(word)).length === 1;
  const raised = tokens.flatMap(({ word }, place) => (word === "raise" ? [tokens[place + 2]?.word ?? ""] : []));
  return {
    raises: raised.some((how) => how !== "ignore"),
    skips: raised.includes("ignore"),
    assigns: isOwnAlone ? assigns : [],
    columns: namesIn(tokens).columns,
    tables: isOwnAlone ? [] : written,
  };
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
