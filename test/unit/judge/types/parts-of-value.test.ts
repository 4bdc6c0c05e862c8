import { describe, expect, it } from "vitest";
import {
  callOf,
  callsIn,
  choicesOf,
  listedIn,
  selectedBy,
  unbracketed,
} from "../../../../src/judge/types/parts-of-value.ts";

describe("what a value is made of", () => {
  it.each([
    ["trim(a)", { name: "trim", parts: ["a"] }],
    ["Coalesce( a, f(b, ','), '(' )", { name: "coalesce", parts: ["a", "f(b, ',')", "'('"] }],
    ["trim(a) + f(b)", undefined],
    ["a", undefined],
  ])("is one call: %s", (text, call) => {
    expect(callOf(text)).toEqual(call);
  });

  it("has calls in calls", () => {
    expect(callsIn("f(g(a), 'h(b)') + k(c)").map(({ name }) => name)).toEqual(["g", "f", "k"]);
  });

  it.each([
    ["case when a = 'then' then 'x' when b then f(c) else 2 end", ["'x'", "f(c)", "2"]],
    ["case a when 1 then b end", ["b"]],
    ["case when a then case when b then 1 end end", undefined],
    ["a", undefined],
  ])("is a choice: %s", (text, choices) => {
    expect(choicesOf(text)).toEqual(choices);
  });

  it.each([
    ["(select max(b) from k where k.t_id = t.id)", "max(b)"],
    ["( select (select 1 from j) from k )", "(select 1 from j)"],
    ["(select 1)", undefined],
    ["(a + b)", undefined],
    ["(select a from k) + 1", undefined],
  ])("is what one query selects: %s", (text, selected) => {
    expect(selectedBy(text)).toBe(selected);
  });

  it("is listed between commas, and may stand in brackets", () => {
    expect([listedIn("a, f(b, c), 'd,e'"), unbracketed(" ((a) ) ")]).toEqual([["a", "f(b, c)", "'d,e'"], "a"]);
  });
});
