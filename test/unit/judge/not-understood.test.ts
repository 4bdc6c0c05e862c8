// What a statement that nobody understands has done, the statements after it meet.
import type { Dialect } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create table users (id integer primary key, email varchar(20) not null, plan varchar(20) default 'free');
  create index by_plan on users (plan)`;

const UNKNOWN: Readonly<Record<Dialect, string>> = {
  postgresql: "do $$ begin execute made_elsewhere(); end $$",
  mysql: "call made_elsewhere()",
  mariadb: "call made_elsewhere()",
  sqlite: "alter table users {{ change }}",
};

describe("the down of an up that nobody understands", () => {
  it.each<{ dialect: Dialect; down: string; breaks: string }>([
    { dialect: "postgresql", down: "alter table users alter column email type varchar(50)", breaks: "undetermined" },
    { dialect: "postgresql", down: "alter table users alter column plan drop default", breaks: "undetermined" },
    { dialect: "postgresql", down: "alter table users add column plan varchar(20) not null", breaks: "undetermined" },
    { dialect: "postgresql", down: "drop table users", breaks: "undetermined" },
    { dialect: "mysql", down: "alter table users modify email varchar(50) not null", breaks: "undetermined" },
    { dialect: "mariadb", down: "drop index by_plan on users", breaks: "undetermined" },
    { dialect: "sqlite", down: "alter table users add column plan text not null", breaks: "undetermined" },
  ])("is not told by the schema before the up: $dialect, $down", async ({ dialect, down, breaks }) => {
    const judged = await judgementOf(dialect, { schema: SCHEMA, up: UNKNOWN[dialect], down });
    expect(judged.newOnReverted.verdict).toBe(breaks);
    expect(judged.down.succeeds).toBe("undetermined");
    expect(judged.down.inverse).toBe("differs");
  });

  it("still breaks whoever uses what the up made besides", async () => {
    const up = `create table metrics (at timestamptz not null); ${UNKNOWN.postgresql}`;
    const judged = await judgementOf("postgresql", { schema: SCHEMA, up, down: "drop table metrics" });
    expect(judged.newOnReverted).toEqual({ verdict: "reads_and_writes_break", when: "if_referenced" });
    expect(judged.down).toMatchObject({ succeeds: "undetermined", loses: ["table:metrics"] });
    expect(judged.hazard.level).toBe("brief_block");
  });

  it("may have made again what was dropped before", async () => {
    const up = "drop table users; create tabel users (id integer)";
    const judged = await judgementOf("postgresql", { schema: SCHEMA, up, down: "drop table if exists users" });
    expect(judged.newOnReverted.verdict).toBe("undetermined");
    expect(judged.down).toMatchObject({ succeeds: "undetermined", loses: ["table:users"] });
  });

  it("says what led to it for the statements as they were judged", async () => {
    const down = "alter table users alter column email type varchar(50)";
    const judged = await judgementOf("postgresql", { schema: SCHEMA, up: UNKNOWN.postgresql, down });
    expect(judged.statements.map(({ side, verdict, because }) => [side, verdict, because])).toEqual([
      ["up", "undetermined", expect.stringContaining("execute")],
      ["down", "undetermined", "nothing is known of users.email without the schema before the up"],
    ]);
  });
});

describe("a schema with a statement that nobody understands", () => {
  it.each([
    { what: "named in it", unread: "alter table users alter column email type {{ type }}", old: "undetermined" },
    { what: "not named in it", unread: "select made_elsewhere('orders')", old: "compatible" },
  ])("tells nothing more of a table that is $what", async ({ unread, old }) => {
    const up = "alter table users alter column email type varchar(50)";
    const judged = await judgementOf("postgresql", { schema: `${SCHEMA}; ${unread}`, up, down: "" });
    expect(judged.oldOnNew.verdict).toBe(old);
  });
});
