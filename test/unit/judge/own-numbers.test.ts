import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

describe("a row with a number of its own", () => {
  it.each([
    ["postgresql", "insert into books (id, title) values (4, 'x')", "writes_break"],
    ["postgresql", "insert into books (code, title) values (4, 'x')", "behaviour_change"],
    ["mariadb", "insert into books (id, title) values (4, 'x')", "behaviour_change"],
  ] as const)(
    "may take one that a sequence has yet to give, where not all is listed: %s, %s",
    async (dialect, up, verdict) => {
      const { oldOnNew } = await judgementOf(dialect, { up, down: null });
      expect(oldOnNew.verdict).toBe(verdict);
    },
  );
});
