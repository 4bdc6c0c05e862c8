// What PostgreSQL's columns stand beside.
import { expect, it } from "vitest";
import { needsOf } from "../../../src/judge/absent/needed.ts";
import { statementsOf } from "../../../src/sql/statements.ts";

async function besides(where: string): Promise<readonly unknown[]> {
  const changes = (await statementsOf("postgresql", `delete from t where ${where}`)).flatMap((one) => one.changes);
  const needs = changes.flatMap((change) => needsOf(change) ?? []);
  return needs.flatMap(({ column, beside }) => (beside === undefined ? [] : [[column, beside]]));
}

function typed(name: string): unknown {
  return { type: expect.objectContaining({ name }) as unknown };
}

const T = [{ schema: null, name: "t" }];

it.each<[string, readonly unknown[]]>([
  ["a = 'x'", [["a", { how: "compared", operand: { literal: "x" } }]]],
  [
    "a in ('x', lower('y'), 1)",
    [{ literal: "x" }, typed("text"), typed("integer")].map((operand) => ["a", { how: "compared", operand }]),
  ],
  ["2 < a", [["a", { how: "compared", operand: typed("integer") }]]],
  [
    "a between 1 and now()",
    [typed("integer"), typed("timestamp with time zone")].map((operand) => ["a", { how: "compared", operand }]),
  ],
  [
    "a <> b",
    [
      ["a", { how: "compared", operand: { relations: T, column: "b" } }],
      ["b", { how: "compared", operand: { relations: T, column: "a" } }],
    ],
  ],
  ["a + 1 > -a", [["a", { how: "computed", operand: typed("integer") }]]],
  ["a || 'x' is null", []],
  ["a like 'x%'", [["a", { how: "read as a text" }]]],
  ["lower(a) is null", [["a", { how: "read as a text" }]]],
  ["own.lower(a) is null", []],
  ["round(a, 2) is null", [["a", { how: "rounded to places" }]]],
  ["round(a) is null", []],
  ["a", [["a", { how: "asked" }]]],
  ["not a", [["a", { how: "asked" }]]],
  ["coalesce(a, 'x') is null", [["a", { how: "chosen", operand: { literal: "x" } }]]],
  ["greatest(a, 1) is null", [["a", { how: "chosen", operand: typed("integer") }]]],
  [
    "case when a then b else 1 end is null",
    [
      ["a", { how: "asked" }],
      ["b", { how: "chosen", operand: typed("integer") }],
    ],
  ],
  ["coalesce(a, 1, a, 2, a) is null", [["a", { how: "chosen", operand: typed("integer") }]]],
  ["case a when 1 then 2 end is null", [["a", { how: "compared", operand: typed("integer") }]]],
  ["a = (select 1) or a = any ('{1}')", []],
])("are told of %s", async (where, expected) => {
  expect(await besides(where)).toEqual(expect.arrayContaining([...expected]));
  expect(await besides(where)).toHaveLength(expected.length);
});
