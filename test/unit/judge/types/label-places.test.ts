import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

const LEVELS = "create type level as enum ('low', 'middle', 'high'); create table t (id int primary key, l level);";

const TAKEN = `alter type level rename to level_old; create type level as enum ('low', 'high');
  alter table t alter column l type level using l::text::level; drop type level_old`;

async function inverseOf(schema: string, up: string, down: string): Promise<string> {
  return (await judgementOf("postgresql", { schema, up, down })).down.inverse;
}

describe("a label that comes back", () => {
  it.each([
    ["alter type level add value 'middle' after 'low'", "exact"],
    ["alter type level add value 'middle' before 'high'", "exact"],
    ["alter type level add value 'middle'", "differs"],
  ])("stands where it stood or does not: %s", async (down, inverse) => {
    expect(await inverseOf(LEVELS, TAKEN, down)).toBe(inverse);
  });
});

describe("a part of a composite type", () => {
  const PLACE = "create type place as (street text, city text);";

  it.each([
    ["alter type place drop attribute city", "alter type place add attribute city text", "exact"],
    ["alter type place drop attribute street", "alter type place add attribute street text", "differs"],
    ["alter type place rename attribute street to line", "alter type place rename attribute line to street", "exact"],
  ])("stands where it stood or does not: %s", async (up, down, inverse) => {
    expect(await inverseOf(PLACE, up, down)).toBe(inverse);
  });

  it("is one too many for rows that are written or read without it", async () => {
    const up = "alter type place add attribute zip text";
    const { oldOnNew } = await judgementOf("postgresql", { schema: PLACE, up, down: null });
    expect(oldOnNew).toEqual({ verdict: "reads_and_writes_break", when: "if_referenced" });
  });
});
