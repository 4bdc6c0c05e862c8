import type { Judgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const MADE = "create event nightly on schedule every 1 day do delete from t";

async function judged(schema: string | null, up: string, down: string): Promise<Judgement["down"]> {
  const known = schema === null ? null : `create table t (id int primary key); ${schema}`;
  return (await judgementOf("mysql", { schema: known, up, down })).down;
}

describe("an event of the server", () => {
  it.each([
    ["fails to go twice", "", MADE, "drop event nightly; drop event nightly", "no"],
    ["fails to go where it never was", "", MADE, "drop event weekly", "no"],
    ["is found whatever the case of its name", "", MADE, "drop event Nightly", "yes"],
    ["need not be there where the down says so", "", MADE, "drop event if exists weekly", "yes"],
    ["fails to be altered where it never was", "", MADE, "alter event weekly disable", "no"],
    ["is not made twice", MADE, "alter event nightly disable", MADE, "no"],
    ["may be another's where nobody lists it", null, MADE, "drop event weekly", "undetermined"],
    ["is what the up made where nobody lists it", null, MADE, "drop event nightly", "yes"],
  ])("%s", async (_, schema, up, down, succeeds) => {
    expect((await judged(schema, up, down)).succeeds).toBe(succeeds);
  });

  it.each([
    ["as it was", MADE, "drop event nightly", MADE, "exact"],
    ["on another day", MADE, "drop event nightly", MADE.replace("1 day", "2 day"), "differs"],
    ["switched on again", MADE, "alter event nightly disable", "alter event nightly enable", "exact"],
    ["called as before", MADE, "alter event nightly rename to e", "alter event e rename to nightly", "exact"],
    ["still switched off", MADE, "alter event nightly disable", "alter event nightly comment ''", "noop"],
  ])("is there again %s", async (_, schema, up, down, inverse) => {
    expect((await judged(schema, up, down)).inverse).toBe(inverse);
  });
});
