import { describe, expect, it } from "vitest";
import { withoutSpareBrackets } from "../../../src/judge/schema/spare-brackets.ts";

function plain(condition: string): string {
  return withoutSpareBrackets(condition).replaceAll(/\s+/g, " ").trim();
}

describe("a condition without its spare brackets", () => {
  it.each([
    ["(((a > 0) AND (a < 9)))", "a > 0 AND a < 9"],
    ["((a > 0) AND ((b > 0) AND (c > 0)))", "a > 0 AND b > 0 AND c > 0"],
    ["(((a > 0) AND (a < 9)) OR (b IS NULL))", "a > 0 AND a < 9 OR b IS NULL"],
    ["(NOT (a > 0))", "NOT a > 0"],
    ["((note <> '(') AND (b > 0))", "note <> '(' AND b > 0"],
  ])("says the same: %s", (condition, said) => {
    expect(plain(condition)).toBe(said);
  });

  it.each([
    "(a > 0 OR b > 0) AND c > 0",
    "c > 0 AND (a > 0 OR b > 0)",
    "NOT (a > 0 AND b > 0)",
    "(a + 1) * 2 > 0",
    "lower(a) = 'x'",
    "(a, b) <> (1, 2)",
    "a IN (1, 2)",
    "(a > 0) = b",
    "a between 1 and (2)",
    "exists (select 1)",
  ])("keeps those that it needs: %s", (condition) => {
    expect(plain(condition)).toBe(condition);
  });
});
