import { expect, it } from "vitest";
import { keptAs } from "../../../../src/judge/types/kept-as.ts";

function typed(name: string): Parameters<typeof keptAs>[1] {
  return { name, modifiers: [], isArray: false };
}

it.each([
  ["'0'", "integer", "0"],
  ["0.0", "real", "0"],
  ["TRUE", "boolean", "1"],
  ["false", "integer", "0"],
  ["'x'", "integer", "'x'"],
  ["'0'", "text", "'0'"],
  ["true", "text", "true"],
  ['"fast"', "text", "'fast'"],
  ["now()", "integer", "now()"],
])("keeps %s in a column of %s as %s", (constant, name, kept) => {
  expect(keptAs(constant, typed(name))).toBe(kept);
});

it("keeps a constant as it is written where the type is not known", () => {
  expect(keptAs("'0'", null)).toBe("'0'");
});
