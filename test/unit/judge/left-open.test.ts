import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `
  create table shelves (id integer primary key) with (fillfactor = 90);
  create table heirs (width integer) inherits (shelves);
  create table racks (id integer primary key);
  create table parts (id integer primary key, code text, shelf integer constraint on_shelf references shelves);
  create index by_code on parts (code desc);
  create index by_id on parts (id) include (shelf);
  create index packed on parts (code gin_trgm_ops) with (fillfactor = 70);
  create materialized view codes as select code from parts with no data;
  alter table parts add column color text;
  grant select (code, color), update (color) on parts to public;
  create statistics apart on id, width from heirs;
  create function total() returns integer language sql as 'select 1'`;

describe("a down that leaves something as the up made it", () => {
  it.each([
    ["alter table parts alter constraint on_shelf deferrable", "", "differs"],
    [
      "alter table parts alter constraint on_shelf deferrable",
      "alter table parts alter constraint on_shelf not deferrable",
      "exact",
    ],
    ["alter function total() security definer", "", "differs"],
    ["alter function total() security definer", "alter function total() security invoker", "exact"],
    ["alter function total() security definer", "alter function total() stable", "differs"],
    ["alter function total() set search_path = public", "alter function total() reset all", "exact"],
    [
      "create or replace function total() returns integer language sql strict as 'select 1'",
      "create or replace function total() returns integer language sql as 'select 1'",
      "exact",
    ],
    ["alter table parts disable trigger all", "alter table parts enable trigger user", "differs"],
    ["alter table shelves disable trigger all", "alter table shelves enable trigger user", "differs"],
    ["alter table parts disable trigger all", "alter table parts enable trigger all", "exact"],
    ["alter table parts disable trigger user", "alter table parts enable trigger user", "exact"],
    ["alter table heirs no inherit shelves", "alter table heirs inherit shelves", "differs"],
    ["alter table racks inherit shelves", "alter table racks no inherit shelves", "exact"],
    ["cluster parts using by_code", "", "differs"],
    ["cluster parts using by_code", "alter table parts set without cluster", "exact"],
    [
      "alter table parts cluster on by_code; drop index by_code",
      "create index by_code on parts (code desc); alter table parts cluster on by_code",
      "differs",
    ],
    ["cluster parts using by_code; drop index by_code", "create index by_code on parts (code desc)", "exact"],
    ["drop materialized view codes", "create materialized view codes as select code from parts", "exact"],
    [
      "drop materialized view codes",
      "create materialized view codes as select code from parts with no data",
      "differs",
    ],
    ["alter table parts drop column color", "alter table parts add column color text", "differs"],
    [
      "alter table parts drop column color",
      "alter table parts add column color text; grant select (color), update (color) on parts to public",
      "exact",
    ],
    ["alter table parts alter code set statistics 500", "", "differs"],
    ["alter table parts alter code set statistics 500", "alter table parts alter code set statistics -1", "exact"],
    ["alter table parts alter code set statistics 500", "alter table parts alter code set statistics 100", "differs"],
    ["alter table parts alter code set storage main", "alter table parts alter code set storage extended", "exact"],
    ["alter table parts alter code set storage main", "alter table parts alter code set storage external", "differs"],
    ["alter table parts alter id set storage plain", "", "exact"],
    [
      "alter table parts alter code set compression lz4",
      "alter table parts alter code set compression pglz",
      "differs",
    ],
    ["alter table parts alter code set (n_distinct = 5)", "alter table parts alter code reset (n_distinct)", "exact"],
    [
      "alter table parts alter code set (n_distinct = 5)",
      "alter table parts alter code set (n_distinct = 6)",
      "differs",
    ],
    ["alter table heirs drop width", "alter table heirs add width integer", "differs"],
    ["alter table heirs rename width to w; alter table heirs drop w", "alter table heirs add width integer", "differs"],
    ["drop statistics apart", "create statistics apart (mcv) on id, width from heirs", "differs"],
    ["drop statistics apart", "create statistics apart on width, id from heirs", "exact"],
    [
      "alter table parts add size text; alter table parts alter size set storage external",
      "alter table parts drop size",
      "exact",
    ],
    ["alter table shelves set (fillfactor = 70)", "alter table shelves set (fillfactor = '90')", "exact"],
    ["alter table shelves set (fillfactor = 70)", "alter table shelves reset (fillfactor)", "differs"],
    ["alter table parts set (fillfactor = 70)", "alter table parts reset (fillfactor)", "exact"],
    ["alter table parts set (fillfactor = 70)", "alter table parts reset (autovacuum_enabled)", "differs"],
    ["comment on table parts is 'x'", "", "differs"],
    ["comment on table parts is 'x'", "comment on table parts is null", "exact"],
    ["comment on column parts.code is 'x'", "comment on column parts.id is null", "differs"],
    ["alter table parts add size text; comment on column parts.size is 'x'", "alter table parts drop size", "exact"],
    ["create table bins (id integer); comment on table bins is 'x'", "drop table bins", "exact"],
    [
      "alter table parts drop shelf",
      "alter table parts add shelf integer constraint on_shelf references shelves",
      "differs",
    ],
    ["drop index by_code", "create index by_code on parts (code)", "differs"],
    ["drop index by_code", "create index by_code on parts using btree (code desc nulls first)", "exact"],
    ["drop index by_code", "create index by_code on parts (code desc nulls last)", "differs"],
    ["drop index by_code", "create index by_code on parts (code desc) include (shelf)", "differs"],
    ["drop index by_code", "create index by_code on parts (code text_pattern_ops desc)", "differs"],
    ["drop index by_code", "create index by_code on parts (code desc) with (fillfactor = 70)", "differs"],
    ["drop index by_code", "create index by_code on parts (code text_ops desc)", "exact"],
    ["drop index packed", "create index packed on parts (code public.gin_trgm_ops) with (fillfactor = '70')", "exact"],
  ])("is told from one that does not: %s / %s", async (up, down, says) => {
    const judgement = await judgementOf("postgresql", {
      schema: SCHEMA,
      up: `alter table shelves add column name text; ${up}`,
      down: `${down}; alter table shelves drop column name`,
    });
    expect(judgement.down.inverse).toBe(says);
  });
});
