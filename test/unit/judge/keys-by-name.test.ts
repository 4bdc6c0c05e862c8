import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

describe("a table of PostgreSQL in the place of another", () => {
  it.each([
    ["", "writes_break/if_referenced"],
    ["; alter table logs rename constraint logs_new_pkey to logs_pkey", "compatible/always"],
  ])("breaks code that names its key, unless that is called the same again%s", async (then, says) => {
    const { oldOnNew } = await judgementOf("postgresql", {
      schema: "create table logs (id integer primary key, message text)",
      up: `create table logs_new (id integer primary key, message text); insert into logs_new select id, message from logs;
       drop table logs; alter table logs_new rename to logs${then}`,
      down: null,
    });
    expect(`${oldOnNew.verdict}/${oldOnNew.when}`).toBe(says);
  });
});
