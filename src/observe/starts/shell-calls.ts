import type { ShellCall, ShellScript } from "./shell-script.ts";
import type { Token, Word } from "./shell-tokens.ts";
import { shellTokens } from "./shell-tokens.ts";

/** undefined where it is not understood as a whole. */
export function shellScriptOf(text: string): ShellScript | undefined {
  const tokens = shellTokens(text);
  if (tokens === undefined) return undefined;
  const parsing: Parsing = {
    ...{ tokens, at: 0, open: [], asked: false, bare: true },
    ...{ calls: [], functions: new Set(), broken: false },
  };
  while (parsing.at < tokens.length && !parsing.broken) step(parsing);
  return parsing.broken || parsing.open.length > 0 ? undefined : parsing;
}

interface Parsing {
  readonly tokens: readonly Token[];
  at: number;
  /** What is to be closed, by the word that closes it. */
  readonly open: string[];
  asked: boolean;
  bare: boolean;
  readonly calls: ShellCall[];
  readonly functions: Set<string>;
  broken: boolean;
}

function step(parsing: Parsing): void {
  const token = parsing.tokens[parsing.at];
  if (token?.kind === "word") return wordStep(parsing, token);
  const text = token?.text ?? "";
  if (REDIRECTION.test(text)) return redirected(parsing);
  parsing.at += 1;
  if (text === "(") opened(parsing, ")");
  else if (text === ")") closed(parsing, ")");
  else if (CLAUSE_END.has(text)) clause(parsing);
  else parsing.bare = true;
}

function wordStep(parsing: Parsing, word: Word): void {
  const reserved = word.quoted ? undefined : RESERVED.get(word.text);
  if (reserved === undefined) return simple(parsing);
  parsing.at += 1;
  reserved(parsing);
}

const RESERVED: ReadonlyMap<string, (parsing: Parsing) => void> = new Map([
  ["if", (parsing) => condition(parsing, "fi")],
  ["while", (parsing) => condition(parsing, "done")],
  ["until", (parsing) => condition(parsing, "done")],
  ["elif", (parsing) => goOn(parsing, true)],
  ["then", (parsing) => goOn(parsing, false)],
  ["else", (parsing) => goOn(parsing, false)],
  ["do", (parsing) => goOn(parsing, false)],
  ["!", (parsing) => goOn(parsing, parsing.asked)],
  ["time", (parsing) => goOn(parsing, parsing.asked)],
  ["{", (parsing) => opened(parsing, "}")],
  ["}", (parsing) => closed(parsing, "}")],
  ["fi", (parsing) => closed(parsing, "fi")],
  ["done", (parsing) => closed(parsing, "done")],
  ["esac", (parsing) => closed(parsing, "esac")],
  ["for", loop],
  ["select", loop],
  ["case", cases],
  ["function", defined],
  ["[[", (parsing) => past(parsing, (text) => text === "]]")],
]);

function goOn(parsing: Parsing, asked: boolean): void {
  parsing.asked = asked;
  parsing.bare = false;
}

function cases(parsing: Parsing): void {
  past(parsing, (text) => text === "in");
  opened(parsing, "esac");
  clause(parsing);
}

function condition(parsing: Parsing, end: string): void {
  opened(parsing, end);
  parsing.asked = true;
}

function opened(parsing: Parsing, end: string): void {
  parsing.open.push(end);
  parsing.bare = false;
}

function closed(parsing: Parsing, end: string): void {
  if (parsing.open.pop() !== end) parsing.broken = true;
}

/** `for NAME in WORDS; do`, whose words run nothing but what is in them. */
function loop(parsing: Parsing): void {
  opened(parsing, "done");
  until(parsing, (text) => text === "do" || text === ";" || text === "\n");
}

/** The patterns of the next clause of a `case`, or its end. */
function clause(parsing: Parsing): void {
  parsing.bare = false;
  while (textAt(parsing, 0) === "\n") parsing.at += 1;
  if (parsing.open.at(-1) !== "esac") parsing.broken = true;
  if (textAt(parsing, 0) === "esac") return;
  past(parsing, (text) => text === ")");
}

/** At the name of a function. */
function defined(parsing: Parsing): void {
  parsing.functions.add(textAt(parsing, 0) ?? "");
  parsing.at += 1;
  if (textAt(parsing, 0) === "(" && textAt(parsing, 1) === ")") parsing.at += 2;
  parsing.bare = false;
}

function past(parsing: Parsing, isIt: (text: string) => boolean): void {
  until(parsing, isIt);
  parsing.at += 1;
}

/** Up to the first token that is so, which must come. */
function until(parsing: Parsing, isIt: (text: string) => boolean): void {
  for (let token = parsing.tokens[parsing.at]; !(token && isIt(token.text)); token = parsing.tokens[parsing.at]) {
    if (token === undefined) return void (parsing.broken = true);
    innerCalls(parsing, token);
    parsing.at += 1;
  }
}

function simple(parsing: Parsing): void {
  if (textAt(parsing, 1) === "(" && textAt(parsing, 2) === ")") return defined(parsing);
  const { asked, bare, open } = parsing;
  const negated = textAt(parsing, -1) === "!";
  const all = wordsAt(parsing);
  const from = all.findIndex(({ text }) => !ASSIGNMENT.test(text));
  const words = from === -1 ? [] : all.slice(from);
  const sets = (from === -1 ? all : all.slice(0, from)).map(({ text }) => text.replace(/\+?=[^]*$/, ""));
  const how = { asked: asked || negated, bare, outermost: open.length === 0 };
  parsing.calls.push({ words, sets, line: all[0]?.line ?? 0, behind: textAt(parsing, 0) ?? "", ...how });
  parsing.bare = false;
}

/** All words up to the next operator, but for those of redirections and of `NAME=(WORDS)`. */
function wordsAt(parsing: Parsing): readonly Word[] {
  const words: Word[] = [];
  for (let token = parsing.tokens[parsing.at]; token !== undefined; token = parsing.tokens[parsing.at]) {
    if (token.kind === "word") {
      innerCalls(parsing, token);
      words.push(token);
      parsing.at += 1;
    } else if (REDIRECTION.test(token.text)) redirected(parsing);
    else if (token.text === "(" && /^\w+\+?=$/.test(words.at(-1)?.text ?? "")) past(parsing, (text) => text === ")");
    else return words;
  }
  return words;
}

/** An operator and the word that says where to. */
function redirected(parsing: Parsing): void {
  const target = parsing.tokens[parsing.at + 1];
  if (target?.kind !== "word") parsing.broken = true;
  else innerCalls(parsing, target);
  parsing.at += 2;
}

function innerCalls(parsing: Parsing, token: Token): void {
  if (token.kind === "operator") return;
  for (const text of token.inner) {
    const script = shellScriptOf(text);
    if (script === undefined) parsing.broken = true;
    const calls = script?.calls ?? [];
    parsing.calls.push(
      ...calls.map((call) => ({ ...call, line: token.line + call.line - 1, asked: true, outermost: false })),
    );
  }
}

function textAt({ tokens, at }: Parsing, offset: number): string | undefined {
  return tokens[at + offset]?.text;
}

const REDIRECTION = /^(?:\d*(?:<<<|<<-|<<|<&|>&|<>|>>|>\||<|>)|&>>?)$/;

const CLAUSE_END: ReadonlySet<string> = new Set([";;", ";&", ";;&"]);

const ASSIGNMENT = /^[A-Za-z_]\w*\+?=/;
