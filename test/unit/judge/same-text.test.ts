import { describe, expect, it } from "vitest";
import { sameText } from "../../../src/judge/schema/same-text.ts";

describe("texts of SQL", () => {
  it.each([
    ["price > 0", "PRICE>0"],
    ["`price` between 1 and 5", "price between 1 and 5"],
    ["((a * b))", "a*b"],
    ["(a + b) * (c)", "( a+b ) * (c)"],
    ["concat(`First`, ' - ', last)", "CONCAT(first,' - ',last)"],
    ["data ->> 'a'", "data->>'a'"],
  ])("are the same but for how they are set: %s, %s", (first, second) => {
    expect(sameText(first, second)).toBe(true);
  });

  it.each([
    ["name = 'a - b'", "name = 'a-b'"],
    ["name = '`a`'", "name = 'a'"],
    ["name = '(x)'", "name = 'x'"],
    ["(a) or (b)", "a) or (b"],
    ["`a b` > 0", "a b > 0"],
    ['"Name" > 0', "name > 0"],
    ["a < b", "a <= b"],
    ["(a + b) * c", "a + b * c"],
    ["a and not b", "a andnot b"],
  ])("are not where they say something else: %s, %s", (first, second) => {
    expect(sameText(first, second)).toBe(false);
  });
});
