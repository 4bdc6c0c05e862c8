import type { DownJudgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create table visits (id integer primary key, at timestamptz, day date, local timestamp, note text,
  guests integer, clock time, stay interval, token uuid, open boolean)`;

async function succeeds(down: string): Promise<DownJudgement["succeeds"]> {
  return (await judgementOf("postgresql", { schema: SCHEMA, up: "analyze visits", down })).down.succeeds;
}

describe("an expression that is kept", () => {
  it.each([
    "create index on visits (date_trunc('day', at))",
    "create index on visits ((at::date))",
    "create index on visits (date(at))",
    "create index on visits (extract(hour from at))",
    "create index on visits ((at + interval '1 day'))",
    "create index on visits (id) where interval '1 day' + at > '2020-01-01'",
    "create index on visits ((note::timestamptz))",
    "create index on visits ((local::timestamptz))",
    "create index on visits ((day::text))",
    "create index on visits ((day || ' day'))",
    "create index on visits (age(at))",
    "create index on visits (to_tsvector(note))",
    "create index on visits (to_timestamp(note, 'YYYY'))",
    "create index on visits ((to_jsonb(note)))",
    "alter table visits add column month integer generated always as (extract(month from at)) stored",
    "create table stays (note text, day date generated always as (note::date) stored)",
  ])("is no setting's: %s", async (down) => {
    expect(await succeeds(down)).toBe("no");
  });

  it.each([
    "create index on visits (date_trunc('day', local))",
    "create index on visits (((at at time zone 'UTC')::date))",
    "create index on visits ((local::date), (day + 1), (local + interval '1 day'))",
    "create index on visits ((clock::text), (guests::text), (token::text), (note || 'x'), (guests || note))",
    "create index on visits (age(at, at), to_timestamp(guests), lower(note))",
    "create index on visits using gin (to_tsvector('english', note))",
    "alter table visits add column year integer generated always as (extract(year from day)) stored",
  ])("is the same for all: %s", async (down) => {
    expect(await succeeds(down)).not.toBe("no");
  });
});
