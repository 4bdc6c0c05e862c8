import type { Token } from "./token.ts";

/** Follows a statement's tokens, to know whether a `;` belongs to the body of a routine, trigger or event. */
export interface BodyTracker {
  follow(token: Token): void;
  isInBody(): boolean;
}

/**
 * Blocks are `begin`, `if`, `case`, `loop`, `while`, `repeat` and `for` where a statement may begin, each closed by
 * `end`; a `case` anywhere else is an expression, and a function such as `if(…)` opens nothing.
 */
export function bodyTracker(): BodyTracker {
  const state: State = { first: "", defines: null, bodyMayBegin: false, blocks: [], previous: "" };
  return {
    follow: ({ word, kind }) => {
      follow(state, word);
      state.first ||= word;
      state.previous = kind === "symbol" || kind === "word" ? word : kind;
    },
    isInBody: () => state.blocks.length > 0,
  };
}

interface State {
  first: string;
  defines: "trigger" | "routine" | "event" | "block" | "nothing with a body" | null;
  bodyMayBegin: boolean;
  readonly blocks: string[];
  previous: string;
}

function follow(state: State, word: string): void {
  if (state.defines === null) state.defines = definedBy(state, word);
  else if (state.blocks.length > 0) followInBody(state, word);
  else if (state.bodyMayBegin) followBeforeBody(state, word);
  else state.bodyMayBegin = endsHead(state, word);
}

function definedBy({ first, previous }: State, word: string): State["defines"] {
  if (first === "") return STARTS.has(word) ? null : "nothing with a body";
  if (first === "begin") return previous === "begin" && word === "not" ? "block" : "nothing with a body";
  return DEFINES.get(word) ?? null;
}

/** Where the head of the definition is over, but for words that say how it runs. */
function endsHead({ defines }: State, word: string): boolean {
  if (defines === "trigger") return word === "row";
  if (defines === "event") return word === "do";
  if (defines === "block") return word === "atomic";
  return defines === "routine" && word === ")";
}

function followBeforeBody(state: State, word: string): void {
  if (SIMPLE_STATEMENTS.has(word)) state.defines = "nothing with a body";
  if (SIMPLE_STATEMENTS.has(word)) state.bodyMayBegin = false;
  else if (BLOCKS.has(word) && !OPERATORS.has(state.previous)) state.blocks.push(word);
  else if (state.defines === "block" && state.previous === "atomic") state.blocks.push("begin");
}

function followInBody(state: State, word: string): void {
  const { blocks, previous } = state;
  const mayBegin = blocks.at(-1) !== CASE_OF_A_VALUE && STATEMENT_FOLLOWS.has(previous);
  if (word === "end") {
    blocks.pop();
    if (blocks.length === 0) state.bodyMayBegin = false;
  } else if (word === "case" && previous !== "end") blocks.push(mayBegin ? word : CASE_OF_A_VALUE);
  else if (word === "begin" || (BLOCKS.has(word) && mayBegin)) blocks.push(word);
}

const CASE_OF_A_VALUE = "case of a value";

const STARTS: ReadonlySet<string> = new Set(["create", "alter", "begin"]);

const DEFINES: ReadonlyMap<string, NonNullable<State["defines"]>> = new Map([
  ["trigger", "trigger"],
  ["procedure", "routine"],
  ["function", "routine"],
  ["event", "event"],
  ...["table", "view", "index", "database", "schema", "user", "role", "sequence", "server", "tablespace"].map(
    (word) => [word, "nothing with a body"] as const,
  ),
]);

const BLOCKS: ReadonlySet<string> = new Set(["begin", "if", "case", "loop", "while", "repeat", "for"]);

const SIMPLE_STATEMENTS: ReadonlySet<string> = new Set(["return", "select", "insert", "update", "delete", "call"]);

const STATEMENT_FOLLOWS: ReadonlySet<string> = new Set([";", "then", "else", "begin", "do", "loop", "repeat", ":"]);

const OPERATORS: ReadonlySet<string> = new Set(["=", ":=", "(", ",", "+", "-", "*", "/", ".", "and", "or", "not"]);
