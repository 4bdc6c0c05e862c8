// What the bodies of PostgreSQL's functions name without a table.
import type { ChangeOf } from "../../../src/model/change.ts";
import { expect, it } from "vitest";
import { statementsOf } from "../../../src/sql/statements.ts";

async function looseIn(text: string): Promise<ChangeOf<"create-routine">["loose"]> {
  const [change] = (await statementsOf("postgresql", text)).flatMap((statement) => statement.changes);
  return (change as ChangeOf<"create-routine">).loose;
}

it("are the columns of its queries, and the variables beside them", async () => {
  const loose = await looseIn(`create function f(a int) returns int language plpgsql as $$
    declare total int; begin select sum(b) into total from t where c = a; return total; end $$`);
  expect(loose?.variables).toEqual(expect.arrayContaining(["a", "total"]));
  expect(loose?.needs).toMatchObject(["b", "c", "a"].map((column) => ({ column, relations: [{ name: "t" }] })));
});

it("have no variables in SQL, where a column is taken first", async () => {
  const loose = await looseIn("create function f(a int) returns int language sql as $$ select b from t where c = a $$");
  expect(loose?.variables).toEqual([]);
  expect(loose?.needs.map(({ column }) => column)).toEqual(["b", "c", "a"]);
});

it.each([
  "create function f() returns int language plpython3u as $$ return 1 $$",
  "create function f() returns int language plpgsql as $$ begin return 1; end $$",
  "create function f() returns int language sql as $$ select nonsense from $$",
])("are none in %s", async (text) => {
  expect(await looseIn(text)).toBeUndefined();
});
