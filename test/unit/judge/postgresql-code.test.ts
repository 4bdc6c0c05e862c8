// What code inside PostgreSQL lets pass and what it refuses: views, triggers, functions and policies.
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const ITEMS = "create table items (id int primary key, label text, price int not null);";

async function oldOnNew(schema: string, up: string): Promise<string> {
  const { verdict, when } = (await judgementOf("postgresql", { schema, up, down: null })).oldOnNew;
  return `${verdict} ${when}`;
}

function noting(table: string, values: string): string {
  return `create table notes (${table});
    create function note() returns trigger language plpgsql as $$ begin insert into notes values (${values}); return null; end $$;
    create trigger noted after insert on items for each row execute function note()`;
}

describe("a trigger that writes to a new table", () => {
  it.each([
    ["item_id int not null, price int not null", "new.id, new.price"],
    ["label text, at timestamptz not null default now()", "new.label, now()"],
    ["row jsonb not null", "to_jsonb(new)"],
  ])("is no matter where that takes all: %s", async (table, values) => {
    expect(await oldOnNew(ITEMS, noting(table, values))).toBe("compatible always");
  });

  it.each([
    ["label text not null", "new.label"],
    ["label varchar(5)", "new.label"],
    ["price int check (price > 0)", "new.price"],
    ["price int unique", "new.price"],
    ["item_id int, who text not null", "new.id"],
  ])("refuses writes where that refuses some: %s", async (table, values) => {
    expect(await oldOnNew(ITEMS, noting(table, values))).toBe("writes_break if_data");
  });
});

describe("a view of one table", () => {
  const SHOWN = `${ITEMS} create view shown as select id, label from items where id > 0;`;

  it.each([
    ["create or replace view shown as select id, label from items where id > 0 limit 5", "writes_break if_referenced"],
    ["drop view shown; create materialized view shown as select id, label from items", "writes_break if_referenced"],
    [
      "create or replace view shown as select id, label from items where id > 0 with check option",
      "writes_break if_data",
    ],
    ["alter view shown rename column label to name", "reads_and_writes_break if_referenced"],
    ["drop view shown; create view shown as select id from items", "reads_and_writes_break if_referenced"],
  ])("takes no more what it took: %s", async (up, says) => {
    expect(await oldOnNew(SHOWN, up)).toBe(says);
  });
});

describe("a function beside another of its name", () => {
  const TAXED = "create function taxed(amount int) returns int language sql as 'select amount';";

  it.each([
    ["taxed(amount int, rate int)", "compatible always"],
    ["taxed(amount int, rate int default 7)", "reads_and_writes_break if_referenced"],
    ["taxed(amount bigint)", "behaviour_change if_referenced"],
  ])("may be called in its stead: %s", async (made, says) => {
    expect(await oldOnNew(TAXED, `create function ${made} returns int language sql as 'select 1'`)).toBe(says);
  });

  it("is another one where its argument has another name", async () => {
    const up = "drop function taxed(int); create function taxed(price int) returns int language sql as 'select price'";
    expect(await oldOnNew(TAXED, up)).toBe("reads_and_writes_break if_referenced");
  });
});

describe("a policy", () => {
  const SECURED = `${ITEMS} alter table items enable row level security; create policy own on items using (true);`;

  it.each([
    ["create policy more on items using (true)", "behaviour_change if_data"],
    ["create policy less on items as restrictive using (price > 0)", "writes_break if_data"],
    ["create policy less on items as restrictive for select using (price > 0)", "behaviour_change if_data"],
    ["alter policy own on items using (price > 0)", "writes_break if_data"],
    ["alter policy own on items rename to mine", "compatible always"],
    ["drop policy own on items", "writes_break if_data"],
    ["drop policy own on items; create policy own on items using (true)", "behaviour_change if_data"],
    ["drop policy own on items; alter table items disable row level security", "behaviour_change always"],
  ])("refuses writes that it let through: %s", async (up, says) => {
    expect(await oldOnNew(SECURED, up)).toBe(says);
  });
});
