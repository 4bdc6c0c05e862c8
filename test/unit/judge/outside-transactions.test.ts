import type { Judgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create table parts (id integer primary key);
  create materialized view totals as select id from parts; create unique index by_id on totals (id)`;

async function judged(down: string): Promise<Judgement> {
  return judgementOf("postgresql", { schema: SCHEMA, up: "select 1", down });
}

describe("a down that begins a transaction", () => {
  it.each([
    ...["vacuum parts", "vacuum full parts", "vacuum", "cluster", "reindex database postgres", "reindex schema public"],
    ...["reindex table concurrently parts", "create index concurrently on parts (id)"],
  ])("fails at what runs in none: %s", async (statement) => {
    expect((await judged(`begin; ${statement}; commit`)).down.succeeds).toBe("no");
    expect((await judged(statement)).down).toMatchObject({ succeeds: "yes", atomic: false });
  });

  it.each(["analyze parts", "reindex table parts", "refresh materialized view concurrently totals"])(
    "passes at what may run in one: %s",
    async (statement) => {
      expect((await judged(`begin; ${statement}; commit`)).down.succeeds).toBe("yes");
    },
  );
});

describe("what writes all tables anew", () => {
  it.each(["vacuum full", "cluster"])("keeps everybody waiting: %s", async (down) => {
    expect((await judged(down)).hazard).toMatchObject({ level: "long_block_all", rewrite: true });
  });
});
