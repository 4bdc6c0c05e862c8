import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

describe("a column that gets a type of another kind", () => {
  it.each([
    ["text", "jsonb using c::jsonb", "reads_and_writes_break if_referenced; data_dependent, loses values:t.c"],
    ["text", "date using c::date", "reads_and_writes_break if_referenced; data_dependent, loses values:t.c"],
    ["text", "timestamp using c::timestamp", "reads_and_writes_break if_referenced; data_dependent, loses values:t.c"],
    ["text", "uuid using c::uuid", "reads_and_writes_break if_referenced; data_dependent, loses values:t.c"],
    ["integer", "text", "reads_and_writes_break if_referenced; yes"],
    ["double precision", "integer", "writes_break if_data; data_dependent, loses values:t.c"],
    ["real", "double precision", "behaviour_change if_data; yes"],
    [
      "timestamp",
      "timestamp using c at time zone 'UTC' at time zone 'Asia/Tokyo'",
      "behaviour_change if_data; yes, loses values:t.c",
    ],
    ["date", "timestamptz", "behaviour_change if_referenced; yes"],
    ["numeric(12,4)", "numeric(12,2)", "behaviour_change if_data; yes, loses values:t.c"],
    ["numeric(12,4)", "numeric(10,2)", "behaviour_change if_data; data_dependent, loses values:t.c"],
    ["uuid", "varchar(36)", "reads_and_writes_break if_referenced; yes"],
    ["integer", "boolean using c::boolean", "reads_and_writes_break if_referenced; yes, loses values:t.c"],
    ["integer", "boolean using c <> 0", "reads_and_writes_break if_referenced; yes, loses values:t.c"],
    ["boolean", "boolean using c <> 'f'", "behaviour_change if_data; data_dependent, loses values:t.c"],
    ["numeric(20,0)", "bigint", "writes_break if_data; data_dependent"],
    ["numeric(10,0)", "bigint", "compatible always; yes"],
    ["time", "timetz", "behaviour_change always; yes"],
    ["timetz", "time", "behaviour_change always; yes, loses values:t.c"],
    ["tsvector", "text", "reads_and_writes_break if_referenced; yes"],
    ["text", "money using c::money", "reads_and_writes_break if_referenced; data_dependent, loses values:t.c"],
    ["text", "citext", "behaviour_change if_data; yes"],
    ["text[]", "text using c[1]", "reads_and_writes_break if_referenced; yes, loses values:t.c"],
    ["integer", "varchar(5)", "reads_and_writes_break if_referenced; data_dependent"],
    ["integer", "varchar(5) using c::varchar(5)", "reads_and_writes_break if_referenced; yes, loses values:t.c"],
    ["integer", "varchar(11)", "reads_and_writes_break if_referenced; yes"],
    ["numeric(10,2)", "varchar(12)", "reads_and_writes_break if_referenced; data_dependent"],
    ["numeric(10,2)", "varchar(13)", "reads_and_writes_break if_referenced; yes"],
    ["real", "varchar(15)", "reads_and_writes_break if_referenced; yes"],
    ["inet", "varchar(15)", "reads_and_writes_break if_referenced; data_dependent"],
    ["mood", "varchar(3)", "behaviour_change if_data; data_dependent"],
    ["mood", "varchar(4)", "behaviour_change if_data; yes"],
    ["timestamptz", "timestamp(3)", "behaviour_change always; yes, loses values:t.c"],
    ["timestamp(3)", "timestamptz(3)", "behaviour_change always; yes"],
    ["interval", "interval(0)", "behaviour_change if_data; yes, loses values:t.c"],
    [
      "integer",
      "mood using (case c when 1 then 'good' else 'bad' end)::mood",
      "reads_and_writes_break if_referenced; data_dependent, loses values:t.c",
    ],
    ["text not null", "text using nullif(c, '')", "behaviour_change if_data; data_dependent, loses values:t.c"],
    ["text", "text using nullif(c, '')", "behaviour_change if_data; yes, loses values:t.c"],
    ["text not null", "text using upper(c)", "behaviour_change if_data; yes, loses values:t.c"],
    ["text", "text using substr(c, 1, -1)", "behaviour_change if_data; data_dependent, loses values:t.c"],
    ["text", "text using chr(id)", "behaviour_change always; data_dependent, loses values:t.c"],
    ["text", "text using c || id::text", "behaviour_change if_data; yes, loses values:t.c"],
    ["text", "text using (c::integer)::text", "behaviour_change if_data; data_dependent, loses values:t.c"],
    ["text", "text using c::varchar(5)", "behaviour_change if_data; yes, loses values:t.c"],
    ["text", "text using c::varchar", "compatible always; yes"],
    ["uuid", "uuid using c::text::uuid", "compatible always; yes"],
    ["timestamptz", "timestamptz using c::date", "behaviour_change if_data; yes, loses values:t.c"],
    ["bigint", "bigint using c::smallint", "compatible always; data_dependent"],
    ["numeric(10,2)", "numeric(10,2) using c::numeric(10,2)", "compatible always; yes"],
    ["numeric(10,2)", "numeric(12,2) using c::integer", "behaviour_change if_data; yes, loses values:t.c"],
    [
      "bytea",
      "text using convert_from(c, 'UTF8')",
      "reads_and_writes_break if_referenced; data_dependent, loses values:t.c",
    ],
    ["text", "jsonb using jsonb_build_object('c', c)", "reads_and_writes_break if_referenced; yes, loses values:t.c"],
  ])("is judged from %s to %s", async (from, to, says) => {
    const { oldOnNew, upLoses, statements } = await judgementOf("postgresql", {
      schema: `create extension citext; create type mood as enum ('good', 'bad'); create table t (id integer, c ${from})`,
      up: `alter table t alter c type ${to}`,
      down: null,
    });
    const loses = upLoses.map((loss) => `, loses ${loss}`).join("");
    expect(`${oldOnNew.verdict} ${oldOnNew.when}; ${statements[0]?.succeeds}${loses}`).toBe(says);
  });
});
