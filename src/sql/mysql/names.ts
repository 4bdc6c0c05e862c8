import type { Name } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { described, next, peek, refuse, take } from "./cursor.ts";
import { refuseAsServer } from "./hopeless.ts";
import { isReserved } from "./reserved-words.ts";

/**
 * A table, view, routine or the like, as written: whether case matters for those hangs on the server's
 * lower_case_table_names, which no text says.
 */
export function objectName(c: Cursor): Name {
  const first = identifier(c);
  if (!take(c, ".")) return { schema: null, name: first };
  return { schema: first, name: anyWord(c) };
}

/** A routine or an event, whose case does not matter anywhere ("Identifier Case Sensitivity" in MySQL's manual). */
export function codeName(c: Cursor): Name {
  const name = objectName(c);
  return { ...name, name: spelled(c, name.name) };
}

/** A column, index or constraint. Case does not matter for those, so each is given in the spelling that came first. */
export function label(c: Cursor): string {
  return spelled(c, identifier(c));
}

/** A name that may be a keyword, as after a dot. */
export function anyWord(c: Cursor): string {
  const token = next(c);
  if (token.kind === "word" || token.kind === "quoted") return token.value;
  refuse(c, notAName(c, token.kind === "end" ? peek(c) : token));
  return "";
}

export function spelled({ spellings }: Cursor, name: string): string {
  const folded = name.toLowerCase();
  const first = spellings.get(folded);
  if (first !== undefined) return first;
  spellings.set(folded, name);
  return name;
}

/** Whether a name that is not quoted, or one in backticks, comes next. */
export function isName(c: Cursor): boolean {
  const { kind, word } = peek(c);
  return kind === "quoted" || (kind === "word" && !isReserved(word, c.dialect));
}

export function identifier(c: Cursor): string {
  if (isName(c)) return shortEnough(c, next(c).value);
  refuse(c, notAName(c, peek(c)));
  return "";
}

/** "Identifier name is too long" (ER_TOO_LONG_IDENT); what is only called so may be longer, and so may what need not be there. */
function shortEnough(c: Cursor, name: string): string {
  if (Array.from(name).length <= LONGEST) return name;
  const isNaming = NAMING.test(
    c.tokens
      .slice(0, 3)
      .map(({ word }) => word)
      .join(" "),
  );
  const mayLack = c.tokens.some(({ word }, place) => word === "if" && c.tokens[place + 1]?.word === "exists");
  const say = isNaming && !mayLack ? refuseAsServer : refuse;
  say(c, `a name of more than ${LONGEST} characters`);
  return name;
}

const NAMING = /^(?:create|alter) (?:unique |fulltext |spatial )?(?:table|index|view|database|schema)\b/;

/** The chapter "Identifier Length Limits". */
const LONGEST = 64;

function notAName({ text }: Cursor, token: ReturnType<typeof peek>): string {
  const expected = "where a name was expected";
  if (token.kind === "word") return `${described(token)}, a reserved word ${expected}`;
  if (token.kind !== "string" || text.charAt(token.start) !== '"') return `${described(token)}, ${expected}`;
  return `${described(token)}, ${expected} (double quotes make a string unless the session's sql_mode says ANSI_QUOTES)`;
}
