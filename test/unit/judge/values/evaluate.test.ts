import type { Value } from "../../../../src/judge/values/value.ts";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../../../src/judge/values/evaluate.ts";

const KNOWN: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["none", null],
  ["two", 2],
  ["word", "free"],
  ["open", undefined],
]);

describe("an expression over columns of which some are known", () => {
  it.each([
    ["brackets", `${"(".repeat(100_000)}two = 2${")".repeat(100_000)}`],
    ["negations", `${"not ".repeat(100_000)}two = 2`],
    ["signs", `${"- ".repeat(100_000)}two = 2`],
    ["casts", `two${"::text".repeat(100_000)} = 2`],
  ])("is not followed into too many %s", (_, text) => {
    expect(evaluate(text, KNOWN)).toBeUndefined();
  });

  it("is followed along a list of any length", () => {
    expect(evaluate(`two in (${"1, ".repeat(100_000)}2)`, KNOWN)).toBe(true);
  });

  it.each([
    ["none is null", true],
    ["(none IS NOT NULL)", false],
    ["none > 0", null],
    ["two >= 2 and word = 'free'", true],
    ["two > 2 or none > 0", null],
    ["two > 2 and none > 0", false],
    ["not (two between 1 and 3)", false],
    ["word in ('pro', 'gold')", false],
    ["word not in ('pro', none)", null],
    ["none not like 'a%'", null],
    ["none = any (array['a', 'b'])", null],
    ["two = -2 + 4", true],
    ["two is distinct from none", true],
    ["length(word) = 4", true],
    ["coalesce(none, 'x') = 'x'", true],
    ["coalesce(open, 'x')", undefined],
    ["num_nonnulls(none, t.two) = 1", true],
    ["lower(none)", null],
    ["word like 'f_e%'", true],
    ["word not like '%@%'", true],
    ["word regexp '^[a-z]+$'", true],
    ["word ~ '[0-9]{2,}'", false],
    ["word !~* 'x'", true],
    ["upper(word) = 'FREE' and trim('  a ') = 'a'", true],
    ["'2024-02-01' > '2024-01-31'", true],
    ["two % 2 = 0", true],
    ["'it''s'::text", "it's"],
    ["cast(none as numeric(10, 2))", null],
    ["none is null or open > two", true],
    ["`two` <=> 2", true],
    ['"two" <> 3', true],
    ["true is not false", true],
  ])("comes to what follows: %s", (text, value) => {
    expect(evaluate(text, KNOWN)).toBe(value);
  });

  it.each([
    ["two > open"],
    ["word > 'a'"],
    ["word = 'FREE'"],
    ["word like 'F%'"],
    ["word like 'f\\_%'"],
    ["word ~ '(fr)+'"],
    ["word ~ '^F'"],
    ["constructor(none)"],
    ["jsonb_path_exists(none, '$')"],
    ["case when two = 2 then true end"],
    ["two >"],
    ["two = 2 = 2 )"],
    ["not"],
    ["none is unheard"],
    ["none || 'a'"],
    ["two / 2 = 1"],
    [""],
  ])("is left open where databases differ, or it is not read: %s", (text) => {
    expect(evaluate(text, KNOWN)).toBeUndefined();
  });
});
