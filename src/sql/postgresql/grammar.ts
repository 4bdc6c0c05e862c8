// PostgreSQL's own parser, as WebAssembly: https://github.com/constructive-io/libpg-query-node. Loaded when first needed.
import { setFlagsFromString } from "node:v8";
import type { Node } from "libpg-query";

/** The parser, ready. Both functions throw an Error with PostgreSQL's own message for what they cannot parse. */
export interface Grammar {
  /** The statements of a text. Every `location` in them counts bytes of UTF-8. */
  readonly parse: (text: string) => readonly Node[];
  /** The body of a `create function` or `do` statement in PL/pgSQL, as the parser prints it. */
  readonly parsePlPgSql: (text: string) => unknown;
}

export async function loadGrammar(): Promise<Grammar> {
  // Otherwise V8 optimises the whole module before the process may end: half a second at exit.
  setFlagsFromString("--wasm-tiering-budget=100000000");
  const { loadModule, parseSync, parsePlPgSQLSync } = await import("libpg-query");
  await loadModule();
  return {
    parse: (text) => (parseSync(text).stmts ?? []).flatMap(({ stmt }) => (stmt === undefined ? [] : [stmt])),
    parsePlPgSql: parsePlPgSQLSync,
  };
}

/** Where the parser stopped, as an index into the text; null where it does not say. */
export function errorPosition(error: unknown, text: string): number | null {
  if (!(error instanceof Error) || !("sqlDetails" in error)) return null;
  const { cursorPosition } = error.sqlDetails as { readonly cursorPosition?: number };
  if (cursorPosition === undefined) return null;
  // PostgreSQL counts characters where JavaScript counts halves of surrogate pairs.
  let place = 0;
  for (let count = 0; count < cursorPosition; count += 1) place += (text.codePointAt(place) ?? 0) > 0xffff ? 2 : 1;
  return place;
}
