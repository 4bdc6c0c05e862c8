import { expect, it } from "vitest";
import { statementsOf } from "../../../src/sql/statements.ts";

async function isRefused(text: string): Promise<boolean> {
  const changes = (await statementsOf("postgresql", text)).flatMap((statement) => statement.changes);
  return changes.some((change) => change.kind === "opaque" && change.stops === true);
}

it.each([
  "insert into totals select account, sum(amount) from orders",
  "create table totals as select account, count(*) from orders",
  "create view totals as select coalesce(account, 0), max(amount) + 1 from orders",
  "insert into totals select 1, 2 union all select account, sum(amount) from orders",
  "select account from orders having count(*) > 1",
  "update accounts set total = sum(amount)",
])("a column beside an aggregate is refused: %s", async (text) => {
  expect(await isRefused(text)).toBe(true);
});

it.each([
  "insert into totals select account, sum(amount) from orders group by account",
  "create table totals as select sum(amount), count(*) filter (where paid) from orders",
  "create view totals as select account, sum(amount) over (partition by account) from orders",
  "insert into totals select id, (select sum(amount) from orders where account = accounts.id) from accounts",
  "update accounts set total = (select sum(amount) from orders where account = accounts.id)",
  "select max(amount), now() from orders where account = 1",
])("and is not where it may stand: %s", async (text) => {
  expect(await isRefused(text)).toBe(false);
});
