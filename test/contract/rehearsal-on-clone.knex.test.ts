import type { DatabaseServer } from "../support/databases.ts";
import type { Case, Rehearsed } from "./rehearsing-by-tool.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startPostgres } from "../support/databases.ts";
import { AS_TOLD, jobsTold, rehearsedBy, sqlAlone, toldOf } from "./rehearsing-by-tool.ts";
import { knex } from "./tools/knex.ts";

let live: DatabaseServer;
let other: DatabaseServer;

beforeAll(async () => {
  [live, other] = await Promise.all([startPostgres(), startPostgres()]);
});

afterAll(async () => Promise.all([live.stop(), other.stop()]));

async function rehearsed(asked: Case): Promise<Rehearsed> {
  return rehearsedBy(knex, { live, other }, asked);
}

const FIFTH = "20240105000000_drop_legacy_status.js";

const SUCCEEDED = { down: { kind: "succeeded" } };

it("runs downs in code of knex on a clone, from local files, and says what cannot be compared", async () => {
  const { result, live: there, clone, names } = await rehearsed({ local: true });
  const schema = { kind: "undetermined" };
  expect(result).toMatchObject({
    outcome: "undetermined",
    downs: [
      { ...SUCCEEDED, schema },
      { ...SUCCEEDED, schema: { because: "its up is not known as SQL, so it cannot be run again" } },
    ],
  });
  expect({ clone, there }).toEqual({ clone: names.slice(0, 3), there: names });
});

it("has knex itself run downs and ups on a clone, once it was seen to reach it", async () => {
  const { result, live: there, clone, tables, names } = await rehearsed({ sql: sqlAlone(), jobs: AS_TOLD });
  const same = { ...SUCCEEDED, schema: { kind: "same" } };
  expect(result).toMatchObject({ outcome: "passed", downs: [same, same] });
  expect({ clone, there }).toEqual({ clone: names, there: names });
  expect(tables).not.toContainEqual(expect.stringMatching(/^safe_rollback_/));
});

it("does not run knex where it keeps to the live database, whatever its variables say", async () => {
  const jobs = jobsTold({ look: () => ({}), run: () => ({}) });
  const { result, live: there, clone, tables, names } = await rehearsed({ sql: sqlAlone(), jobs });
  const because: unknown = expect.stringMatching(/knex was not run, as in the image it does not reach the clone/);
  expect(result).toMatchObject({ outcome: "undetermined", downs: [{ down: { kind: "not-run", because } }, {}] });
  expect({ clone, there }).toEqual({ clone: names, there: names });
  expect(tables).not.toContainEqual(expect.stringMatching(/^safe_rollback_/));
});

it("stops at the first sign that knex reached the live database after all", async () => {
  const jobs = jobsTold({ look: toldOf, run: () => ({}) });
  const { result, live: there, clone, names } = await rehearsed({ sql: sqlAlone(), jobs });
  expect(result).toMatchObject({
    code: "step-not-confirmed",
    summary: "the live ledger changed while the downs were rehearsed on the clone",
    facts: expect.arrayContaining([`gone from it: ${FIFTH}`]) as string[],
  });
  expect({ clone, there }).toEqual({ clone: names, there: names.slice(0, 4) });
});

it("does not run a down that does more than SQL, or may", async () => {
  const besides = { side: "down", because: "it opens a connection, which SQL does not show" } as const;
  const { result, clone, names } = await rehearsed({ sql: sqlAlone(besides), jobs: AS_TOLD });
  expect(result).toMatchObject({
    outcome: "undetermined",
    downs: [{ down: { kind: "not-run", because: expect.stringContaining(besides.because) as string } }, {}],
  });
  expect(clone).toEqual(names);
});

it("does not go forward again by an up that does more than SQL, or may", async () => {
  const besides = { side: "up", because: "it opens a connection, which SQL does not show" } as const;
  const { result, clone, names } = await rehearsed({ sql: sqlAlone(besides), jobs: AS_TOLD });
  const schema = { kind: "undetermined", because: expect.stringContaining(besides.because) as string };
  expect(result).toMatchObject({
    outcome: "undetermined",
    downs: [
      { ...SUCCEEDED, schema },
      { ...SUCCEEDED, schema: { kind: "same" } },
    ],
  });
  expect(clone).toEqual(names.slice(0, 4));
});
