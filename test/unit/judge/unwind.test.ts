import type { Statement } from "../../../src/model/change.ts";
import { describe, expect, it } from "vitest";
import { isSameSchema } from "../../../src/judge/compare.ts";
import { driftBetween } from "../../../src/judge/drift.ts";
import { schemaOf } from "../../../src/judge/judge.ts";
import { unwound } from "../../../src/judge/unwind.ts";
import { statementsOf } from "../../../src/sql/statements.ts";

const BEFORE = "create table users (id int primary key, name text not null, plan text default 'free')";

async function parse(text: string): Promise<readonly Statement[]> {
  return statementsOf("postgresql", text);
}

describe("the schema before some changes", () => {
  it.each([
    ["a column that came", "alter table users add column age int"],
    ["a table that came", "create table orders (id int)"],
    ["a name that changed", "alter table users rename name to full_name; alter table users rename to people"],
    ["a constraint that came", "alter table users add constraint u unique (name)"],
    ["an index that came", "create index i on users (name)"],
    ["a view and a type that came", "create view v as select id from users; create type mood as enum ('a')"],
    ["rows that were written", "insert into users values (1, 'a')"],
  ])("is told exactly from the one after %s", async (_, up) => {
    const [first, second] = [await parse(BEFORE), await parse(up)];
    const after = schemaOf("postgresql", [...first, ...second], "incomplete");
    const before = unwound(
      after,
      second.flatMap(({ changes }) => changes),
    );
    expect(isSameSchema(before, schemaOf("postgresql", first, "incomplete"))).toBe(true);
  });

  it.each([
    ["a type that changed", "alter table users alter name type varchar(10)", "name"],
    ["a default that went", "alter table users alter plan drop default", "plan"],
  ])("says nothing of a column but its name before %s", async (_, up, column) => {
    const [first, second] = [await parse(BEFORE), await parse(up)];
    const after = schemaOf("postgresql", [...first, ...second], "incomplete");
    const before = unwound(
      after,
      second.flatMap(({ changes }) => changes),
    );
    expect(before.tables.get("users")?.columns.get(column)?.definition).toBeNull();
  });
});

describe("drift", () => {
  it.each([
    ["a table that is gone", "create table other (id int)", ["table users is not there"]],
    [
      "a column that is gone",
      "create table users (id int not null, name text not null)",
      ["column users.plan is not there"],
    ],
    [
      "another type",
      "create table users (id bigint not null, name text not null, plan text)",
      ["column users.id is bigint, and the migrations made it integer"],
    ],
    [
      "nulls that were forbidden",
      "create table users (id int not null, name text, plan text, more int)",
      ["column users.name takes nulls, which the migrations forbade"],
    ],
    ["nothing but what is there besides", `${BEFORE}; create table more (id int)`, []],
  ])("is %s", async (_, live, facts) => {
    const implied = schemaOf("postgresql", await parse(BEFORE), "incomplete");
    expect(driftBetween(implied, schemaOf("postgresql", await parse(live), "incomplete"))).toEqual(facts);
  });
});
