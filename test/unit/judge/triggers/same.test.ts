// Triggers that are made again, word for word or otherwise.
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

const SCHEMA = `
  create table t (id integer primary key, a int);
  create table log (x text);
  create trigger x after update on t when new.a > 5 begin insert into log values ('u'); end`;

const REBUILD =
  "create table n (id integer primary key, a bigint); insert into n select id, a from t; drop table t; alter table n rename to t";

const CODE = `
  create table t (id int primary key, a int);
  create function f() returns trigger language plpgsql as $$ begin new.a := 1; return new; end $$;
  create trigger x before update on t for each row when (new.a > 5) execute function f()`;

describe("a trigger of SQLite that is made again", () => {
  it.each([
    [
      "compatible",
      `${REBUILD}; create trigger x after update on t when new.a > 5 begin insert into log values ('u'); end`,
    ],
    [
      "compatible",
      "drop trigger x; create trigger x after update on t when new.a > 5 begin insert into log values ('u'); end",
    ],
    ["behaviour_change", REBUILD],
    [
      "behaviour_change",
      `${REBUILD}; create trigger x after update on t when new.a > 6 begin insert into log values ('u'); end`,
    ],
    [
      "behaviour_change",
      `${REBUILD}; create trigger x after update on t when new.a > 5 begin insert into log values ('v'); end`,
    ],
    ["behaviour_change", `${REBUILD}; create trigger x after delete on t begin insert into log values ('u'); end`],
    ["writes_break", `${REBUILD}; create trigger x after update on t begin select raise(abort, 'no'); end`],
    ["behaviour_change", "drop trigger x; create trigger x after update on t begin insert into log values ('u'); end"],
  ])("is %s: %s", async (says, up) => {
    expect((await judgementOf("sqlite", { schema: SCHEMA, up, down: "select 1" })).oldOnNew.verdict).toBe(says);
  });

  it("is another with another condition", async () => {
    const down = `drop trigger x; create trigger x after update on t when new.a > 6 begin insert into log values ('u'); end`;
    const scripts = { schema: SCHEMA, up: "alter table t add b int", down: `${down}; alter table t drop b` };
    expect((await judgementOf("sqlite", scripts)).down.inverse).toBe("differs");
  });

  it("does not make up for what it did not do meanwhile", async () => {
    const down = "create trigger x after update on t when new.a > 5 begin insert into log values ('u'); end";
    expect((await judgementOf("sqlite", { schema: SCHEMA, up: REBUILD, down })).down.restores).toBe("structure_only");
  });
});

describe("a trigger of PostgreSQL that is made again", () => {
  it.each([
    ["exact", "when (new.a > 5)"],
    ["differs", "when (new.a > 6)"],
    ["differs", ""],
  ])("is %s with the condition %s", async (says, condition) => {
    const down = `drop trigger x on t; create trigger x before update on t for each row ${condition} execute function f(); alter table t drop b`;
    const scripts = { schema: CODE, up: "alter table t add b int", down };
    expect((await judgementOf("postgresql", scripts)).down.inverse).toBe(says);
  });
});
