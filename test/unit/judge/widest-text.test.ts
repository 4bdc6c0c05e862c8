import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

describe("what a trigger puts together", () => {
  it.each([
    ["new.first || ' ' || new.last", "compatible always"],
    ["new.first || ', ' || new.last || '.'", "writes_break if_data"],
    ["new.first || repeat(new.last, 2)", "writes_break if_data"],
    ["upper(new.first) || coalesce(new.last, 'none')", "compatible always"],
    ["concat(new.first, '-', new.last, '!')", "writes_break if_data"],
    ["concat_ws(' ', new.first, new.last)", "compatible always"],
    ["concat_ws(', ', new.first, new.last, 'x')", "writes_break if_data"],
    ["split_part(new.first, ' ', 1)", "compatible always"],
    ["trim(new.first || ' ' || new.last)", "compatible always"],
    ["trim(concat(new.first, ' - ', new.last))", "writes_break if_data"],
    ["new.last || 'it''s me'", "writes_break if_data"],
    ["new.id::date", "writes_break if_data"],
    ["new.first || 12345 || 6", "compatible always"],
    ["'no ' || lpad(new.id::text, 8, '0')", "compatible always"],
    ["'no ' || new.id", "writes_break if_data"],
    ["new.id::text", "compatible always"],
    ["replace(lower(new.first), ' ', '-')", "compatible always"],
    ["replace(new.first, ' ', ' and ')", "writes_break if_data"],
    ["regexp_replace(new.first, '[^a-z]+', '-', 'g')", "compatible always"],
    ["regexp_replace(new.first, '[^a-z]*', '-', 'g')", "writes_break if_data"],
    ["case when new.id > 100 then 'many' else new.first end", "compatible always"],
    ["case new.first when 'a very long one' then 'short' else 'and this is too long' end", "writes_break if_data"],
    ["lower(repeat(new.first, 9))", "writes_break if_data"],
    ["new.first || current_user", "writes_break if_data"],
    ["concat(new.first, gen_random_uuid())", "writes_break if_data"],
  ])("fits, or does not: %s", async (value, met) => {
    const schema = "create table staff (id integer primary key, first varchar(5) not null, last varchar(5) not null);";
    const up = `alter table staff add column name varchar(11);
      create function give() returns trigger language plpgsql as $$ begin new.name := ${value}; return new; end $$;
      create trigger give before insert on staff for each row execute function give();`;
    const { oldOnNew } = await judgementOf("postgresql", { schema, up, down: "drop trigger give on staff" });
    expect(`${oldOnNew.verdict} ${oldOnNew.when}`).toBe(met);
  });
});

it.each([
  ["varchar(5)", "set('ab', 'cd', 'ef')", "writes_break"],
  ["varchar(8)", "set('ab', 'cd', 'ef')", "compatible"],
  ["varchar(2)", "enum('ab', 'cd', 'ef')", "compatible"],
])("a %s that is computed from a %s", async (type, source, verdict) => {
  const schema = `create table members (id int primary key, roles ${source} not null)`;
  const up = `alter table members add column shown ${type} generated always as (upper(roles)) stored`;
  const { oldOnNew } = await judgementOf("mysql", { schema, up, down: "alter table members drop column shown" });
  expect(oldOnNew.verdict).toBe(verdict);
});
