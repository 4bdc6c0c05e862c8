// What the body of a SQLite trigger does: the chapter "CREATE TRIGGER".
import type { TriggerEffects } from "../../model/change/code.ts";
import type { Name } from "../../model/definition.ts";
import type { Token } from "./tokens.ts";
import { folded } from "./names.ts";
import { namesIn } from "./values.ts";

export function effectsOf(tokens: readonly Token[]): TriggerEffects {
  const raised = tokens.flatMap(({ word }, place) => (word === "raise" ? [tokens[place + 2]?.word ?? ""] : []));
  return {
    raises: raised.some((how) => how !== "ignore"),
    skips: raised.includes("ignore"),
    assigns: [],
    columns: namesIn(tokens).columns,
    tables: tokens.flatMap((token, place) => tableBehind(token, tokens[place + 1])),
  };
}

function tableBehind({ word }: Token, behind: Token | undefined): readonly Name[] {
  if (!BEFORE_TABLE.has(word) || behind === undefined) return [];
  return behind.kind === "word" || behind.kind === "quoted" ? [{ schema: null, name: folded(behind.value) }] : [];
}

const BEFORE_TABLE: ReadonlySet<string> = new Set(["into", "update", "from", "join"]);
