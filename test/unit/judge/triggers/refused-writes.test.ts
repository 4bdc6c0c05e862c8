import type { Dialect } from "../../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

const SCHEMA = `create table p (id integer primary key, mail varchar(99) unique, name varchar(9), age integer not null, boss integer references p (id));
  create table log (id integer primary key, p integer not null references p (id), name varchar(9), age integer check (age > 0), code varchar(9) unique)`;

async function oldOnNew(up: string, dialect: Dialect = "sqlite"): Promise<string> {
  return (await judgementOf(dialect, { schema: SCHEMA, up, down: null })).oldOnNew.verdict;
}

const after = (event: string, body: string): string => `create trigger x after ${event} on p begin ${body}; end`;

describe("what a trigger writes", () => {
  it.each([
    ["insert", "insert into log (name) values (new.name)"],
    ["insert", "insert into log (p) values (new.boss)"],
    ["insert", "insert into log (p) values (null)"],
    ["insert", "insert into log (p, age) values (new.id, new.age)"],
    ["insert", "insert into log (p, code) values (new.id, new.name)"],
    ["update", "insert into log values (new.id, new.id, 'x', 1, 'c')"],
    ["delete", "insert into log (p) values (old.id)"],
    ["insert", "update p set mail = lower(mail) where id = new.id"],
    ["insert", "update p set age = new.boss where id = new.id"],
  ])("may be refused after %s: %s", async (event, body) => {
    expect(await oldOnNew(after(event, body))).toBe("writes_break");
  });

  it.each([
    ["insert", "insert into log (p, name) values (new.id, new.name)"],
    ["insert", "insert into log (id, p, age) values (new.id, new.id, 1)"],
    ["insert", "insert into log (p, code) values (new.id, new.mail)"],
    ["update", "insert or ignore into log (p, code) values (new.id, new.name)"],
    ["update", "update log set name = 'x' where p = new.id"],
    ["update", "update p set age = age + 1 where id = new.id"],
    ["insert", "insert into log (p) select id from p"],
  ])("is taken after %s: %s", async (event, body) => {
    expect(await oldOnNew(after(event, body))).toBe("behaviour_change");
  });

  it("may be refused on MySQL", async () => {
    const body = "create trigger x after update on p for each row insert into log (p, `name`) values (new.boss, 'x')";
    expect(await oldOnNew(body, "mysql")).toBe("writes_break");
  });

  it("is no news where one of the same name wrote that before", async () => {
    const body = "insert into log (p, code) values (new.id, new.name)";
    const schema = `${SCHEMA}; ${after("update", body)}`;
    const up = `drop trigger x; ${after("update", `${body}; delete from log where p = 0`)}`;
    expect((await judgementOf("sqlite", { schema, up, down: null })).oldOnNew.verdict).toBe("behaviour_change");
  });
});
