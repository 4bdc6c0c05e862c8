import type { ErrorCode } from "../../../../src/model/trouble.ts";
import type { Database } from "../../../../src/ports/database.ts";
import type { Migrator } from "../../../../src/ports/migrator.ts";
import type { Clone, CloneJobs } from "../../../../src/ports/rehearsal.ts";
import type { Observation, Readers } from "../../../../src/ports/world.ts";
import type { Given } from "../../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { failure } from "../../../../src/errors.ts";
import { proveTool, readinessOf } from "../../../../src/observe/rehearsal/proof.ts";
import { situation } from "../../../support/builders.ts";
import { fakeWorld } from "../../../support/fake-world.ts";

const JOBS: CloneJobs = { prove: async () => ({ run: async () => ({ kind: "ran", seconds: 1 }) }) };

const LIVE = { columns: async () => new Map() } as unknown as Database;

const OWN: Pick<Migrator, "ownConnection"> = {
  ownConnection: (table) => ({
    purpose: table,
    needs: "database",
    command: { argv: ["look"], environment: {} },
    parse: (output) => output,
  }),
};

function observed(given: Given = {}, migrator: Pick<Migrator, "ownConnection" | "signedIn"> = OWN): Observation {
  const { observation } = fakeWorld(situation(given));
  return {
    ...observation,
    database: LIVE,
    migrator: { ...(observation.migrator as Migrator), ...migrator },
  };
}

describe("a tool is not run on a clone", () => {
  it.each<[string, Observation, CloneJobs | undefined, RegExp]>([
    ["where no Job is allowed", observed(), undefined, /^no Job was allowed, in which knex .*--dry-run=server/],
    ["whose own connection nothing shows", observed({}, {}), JOBS, /^nothing in the image shows .* knex itself/],
    [
      "that a command of the team's own starts",
      observed({ settings: { downCommand: { value: ["sh", "down.sh"], from: "flag" } } }),
      JOBS,
      /--down-command connects to/,
    ],
    [
      "where the live URL is not the container's",
      observed({ settings: { databaseUrlFrom: { value: "file", from: "flag" } } }),
      JOBS,
      /^the live URL is not the container's own/,
    ],
    ["of an image whose digest nobody saw", observed({ leavingImage: { digests: [] } }), JOBS, /one digest/],
    ["of an image with two digests", observed({ leavingImage: { digests: ["a", "b"] } }), JOBS, /one digest/],
    ["without a connection to the live one", { ...observed(), database: undefined }, JOBS, /no connection/],
  ])("%s", (_, observation, cloneJobs, because) => {
    expect(readinessOf(observation, { cloneJobs })).toEqual({ because: expect.stringMatching(because) as string });
  });

  it("unless nothing is in the way", () => {
    expect(readinessOf(observed(), { cloneJobs: JOBS })).toMatchObject({ migrator: { name: "knex" } });
  });
});

/** What came of a proof, and what was done to the clone meanwhile. */
async function proven(
  cloneJobs: CloneJobs,
  live: Database = LIVE,
  migrator: Pick<Migrator, "ownConnection" | "signedIn"> = OWN,
): Promise<{ readonly proof: unknown; readonly done: readonly string[] }> {
  const { world } = fakeWorld(situation());
  const observation = { ...observed({}, migrator), database: live };
  const done: string[] = [];
  const clone = {
    standIns: () => new Map(),
    mark: async (ledger: string, signedIn?: string) => {
      done.push(`marked beside ${ledger}${signedIn === undefined ? "" : `, signed in ${signedIn}`}`);
      return { table: "mark", remove: async () => void done.push("unmarked") };
    },
  } as unknown as Clone;
  const readers: Readers = { ...world, cloneJobs };
  const ready = readinessOf(observation, readers);
  const proof = await proveTool(ready as Exclude<typeof ready, { because: string }>, clone, {
    ledger: "knex_migrations",
    observation,
    readers,
  }).catch((error: unknown) => (error as { readonly trouble: unknown }).trouble);
  return { proof, done };
}

function failing(code: ErrorCode, facts: readonly string[] = []): CloneJobs {
  return {
    prove: async () => {
      throw failure(code, "so it is", { facts });
    },
  };
}

const MARKED_AND_UNMARKED = ["marked beside knex_migrations", "unmarked"];

describe("the proof that a tool reaches a clone", () => {
  it("is that it finds there what the live database has not", async () => {
    expect(await proven(JOBS)).toMatchObject({ proof: { kind: "proven" }, done: MARKED_AND_UNMARKED });
  });

  it("is of a row in it, where its tool shows nothing else", async () => {
    expect(await proven(JOBS, LIVE, { ...OWN, signedIn: "id" })).toMatchObject({
      proof: { kind: "proven" },
      done: ["marked beside knex_migrations, signed in id", "unmarked"],
    });
  });

  it.each<[ErrorCode, string]>([
    [
      "ledger-not-found",
      "knex was not run, as in the image it does not reach the clone, although its variables lead there: so it is",
    ],
    ["image-not-readable", "knex was not run, as it is not proven that it reaches the clone: so it is (seen)"],
    ["database-unreachable", "knex was not run, as it is not proven that it reaches the clone: so it is (seen)"],
    ["not-permitted", "knex was not run, as it is not proven that it reaches the clone: so it is"],
  ])("is none after %s", async (code, because) => {
    expect(await proven(failing(code, ["seen"]))).toEqual({
      proof: { kind: "not", because },
      done: MARKED_AND_UNMARKED,
    });
  });

  it("quotes of what a tool printed the line that speaks of an error", async () => {
    const { proof } = await proven(
      failing("image-not-readable", ["it printed: the tool 1.0", "it printed: ERROR: no"]),
    );
    expect(proof).toMatchObject({ because: expect.stringMatching(/: so it is \(it printed: ERROR: no\)$/) as string });
  });

  it.each<ErrorCode>(["interrupted", "cluster-unreachable"])("is given up after %s", async (code) => {
    expect(await proven(failing(code))).toMatchObject({ proof: { code }, done: MARKED_AND_UNMARKED });
  });

  it("ends everything where the live database has it as well", async () => {
    const both = { columns: async (tables: readonly string[]) => new Map(tables.map((table) => [table, new Set()])) };
    expect(await proven(JOBS, both as unknown as Database)).toMatchObject({
      proof: {
        code: "step-not-confirmed",
        facts: expect.arrayContaining(["nothing else was run on either"]) as string[],
      },
      done: MARKED_AND_UNMARKED,
    });
  });
});
