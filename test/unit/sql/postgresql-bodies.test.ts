import type { Change } from "../../../src/model/change.ts";
import type { Grammar } from "../../../src/sql/postgresql/grammar.ts";
import { describe, expect, it, vi } from "vitest";
import { withReads } from "../../../src/sql/postgresql/only-reads.ts";
import { withEffects } from "../../../src/sql/postgresql/trigger-effects.ts";

function routine(signature: string, body: string): Change {
  const routine = { schema: null, name: "f" };
  return { kind: "create-routine", routine, of: "function", orReplace: false, signature, body };
}

function asked(change: Change, text: string): number {
  const parsePlPgSql = vi.fn(() => ({}));
  const grammar: Grammar = { parse: () => [], parsePlPgSql };
  withReads(withEffects(change, text, grammar), text, grammar);
  return parsePlPgSql.mock.calls.length;
}

describe("the body of a function", () => {
  it.each(["() returns integer", "() returns trigger"])("is asked for where it is a text: %s", (signature) => {
    expect(asked(routine(signature, "begin end"), "create function f … as 'begin end'")).toBe(1);
  });

  it.each(["() returns integer", "() returns trigger"])("is not where there is none: %s", (signature) => {
    const text = "create function f … begin atomic select 1; end";
    expect(asked(routine(signature, text), text)).toBe(0);
  });
});
