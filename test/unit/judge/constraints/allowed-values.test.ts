import { describe, expect, it } from "vitest";
import { allowedBy, isWider } from "../../../../src/judge/constraints/allowed-values.ts";

describe("a condition on one column", () => {
  it.each([
    ["state in ('new', 'it''s, done')", { column: "state", values: ["'new'", "'it''s, done'"] }],
    ["((`state` IN (1,-2.5)))", { column: "state", values: ["1", "-2.5"] }],
    ["(state = ANY (ARRAY['new'::text, 'x::y'::text]))", { column: "state", values: ["'new'", "'x::y'"] }],
    [
      "(((state)::text = ANY ((ARRAY['new'::character varying, 'old'::character varying])::text[])))",
      { column: "state", values: ["'new'", "'old'"] },
    ],
    ["(`state` in (_utf8mb4'new',_utf8mb4'old'))", { column: "state", values: ["'new'", "'old'"] }],
    ["lower(state) in ('new')", null],
    ["state = 'new'", { column: "state", values: ["'new'"] }],
    ["state in ('new', lower('X'))", null],
    ["state in (select a from b)", null],
    ["state = other", null],
    ["state = 'a' or id = 1", null],
    ["state in ('a') and id in ('b')", null],
    ["not state in ('a')", null],
    ["state <> 'a'", null],
    ["t.state = 'a'", null],
  ])("that says %s is read as values, or not at all", (text, allowed) => {
    expect(allowedBy(text)).toEqual(allowed);
  });

  it.each([
    ["a in ('x', 'y')", "a in ('y', 'z', 'x')", true],
    ["a in ('x', 'y')", "a in ('x', 'z')", false],
    ["a in ('x')", "b in ('x')", false],
    ["a >= 0", "a >= -5", true],
    ["a > 0", "a >= 0", true],
    ["a >= 0", "a > 0", false],
    ["a < 10", "a <= 9", false],
    ["a <= 9", "a < 10", true],
    ["a > 0", "a < 0", false],
    ["a >= 0", "b >= 0", false],
    ["a in (1)", "a >= 0", false],
    ["a between 1 and 5", "a between 1 and 9", true],
    ["a between 1 and 5", "((a >= 1) and (a <= 5))", true],
    ["a between 1 and 5", "a > 0", true],
    ["a between 1 and 5", "a > 1", false],
    ["a between 1 and 5", "a between 2 and 9", false],
    ["a between 1 and 5", "a between 1 and 5 and b > 0", false],
    ["a between 1 and 5", "a > 1 and a >= 1", false],
    ["a >= 1", "a between 1 and 5", false],
    ["a > 0 and a < 10", "a >= 0 and a <= 10", true],
    ["a between 1 and 5", "a between 1 and 9 or b", false],
  ])("lets through %s, and all of it passes %s: %s", (known, next, is) => {
    expect(isWider(known, next)).toBe(is);
  });
});
