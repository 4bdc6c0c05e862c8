import type { DatabaseServer } from "../support/databases.ts";
import type { Release } from "../support/rehearsing.ts";
import { mkdirSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres } from "../support/databases.ts";
import { createReleased, migration, rehearsed, write } from "../support/rehearsing.ts";

let server: DatabaseServer;

beforeAll(async () => {
  server = await startPostgres();
  await createReleased(server, "good", GOOD);
});

afterAll(async () => server.stop());

const ACCOUNTS = migration(
  "create table accounts (id bigint generated always as identity primary key, email text not null, legacy text default 'x'); create index accounts_legacy on accounts (legacy);",
  "drop table accounts;",
);

const GOOD: Release = {
  staying: { "20240101000000_accounts.sql": ACCOUNTS },
  going: {
    "20240102000000_drop_legacy.sql": migration(
      "alter table accounts drop column legacy;",
      "alter table accounts add column legacy text default 'x'; create index accounts_legacy on accounts (legacy);",
    ),
    "20240103000000_mood.sql": migration(
      "create type mood as enum ('sad', 'happy'); alter table accounts add column mood mood;",
      "alter table accounts drop column mood; drop type mood;",
    ),
    "20240104000000_index.sql": migration(
      "create index concurrently accounts_email on accounts (email);",
      "drop index concurrently accounts_email;",
      " transaction:false",
    ),
  },
};

// Starting PGlite takes seconds, and many more on a machine that does other things.
describe("a rehearsal within this process", { timeout: 120_000 }, () => {
  it("passes when every down succeeds and leads back to what its up started from", async () => {
    expect(await rehearsed({ server, name: "good", release: GOOD })).toEqual({
      on: expect.stringMatching(/^PostgreSQL 18\.\d+ within this process, without rows$/) as string,
      outcome: "passed",
      lacks: [],
      downs: ["20240104000000_index", "20240103000000_mood", "20240102000000_drop_legacy"].map((file) => ({
        name: file.slice(0, 14),
        file: `${file}.sql`,
        down: { kind: "succeeded", seconds: null },
        schema: { kind: "same" },
      })),
    });
  });

  it("fails when a view in the live database depends on what a down drops", async () => {
    await createReleased(server, "viewed", GOOD);
    await write(`${server.urlOf("viewed")}?sslmode=disable`, "create view moods as select mood from accounts");
    expect(await rehearsed({ server, name: "viewed", release: GOOD })).toMatchObject({
      outcome: "failed",
      downs: [
        { down: { kind: "succeeded" } },
        {
          down: {
            kind: "failed",
            because:
              "the database said: cannot drop column mood of table accounts because other objects depend on it (view moods depends on column mood of table accounts)",
          },
        },
        { down: { kind: "not-run", because: "one before it did not succeed" } },
      ],
    });
  });

  it("fails when a down does not make the index again that went with a column", async () => {
    const release: Release = {
      staying: GOOD.staying,
      going: {
        "20240102000000_drop_legacy.sql": migration(
          "alter table accounts drop column legacy;",
          "alter table accounts add column legacy text default 'x';",
        ),
      },
    };
    await createReleased(server, "unindexed", release);
    expect(await rehearsed({ server, name: "unindexed", release })).toMatchObject({
      outcome: "failed",
      downs: [
        {
          down: { kind: "succeeded" },
          schema: {
            kind: "differs",
            differences: ["missing: CREATE INDEX accounts_legacy ON public.accounts USING btree (legacy)"],
          },
        },
      ],
    });
  });

  it("fails when a down leaves something behind, on which its up does not run again", async () => {
    const release: Release = {
      staying: GOOD.staying,
      going: {
        "20240103000000_mood.sql": migration(
          "create type mood as enum ('sad'); alter table accounts add column mood mood;",
          "alter table accounts drop column mood;",
        ),
      },
    };
    await createReleased(server, "left_behind", release);
    expect(await rehearsed({ server, name: "left_behind", release })).toMatchObject({
      outcome: "failed",
      downs: [
        { schema: { differences: [`its up does not run again: the database said: type "mood" already exists`] } },
      ],
    });
  });

  it("does not know whether all is back when the earlier files do not build what the later ones need", async () => {
    await createReleased(server, "earlier", GOOD);
    const release: Release = {
      staying: { "20240101000000_accounts.sql": migration("create table accounts (id bigint);", "") },
      going: GOOD.going,
    };
    expect(await rehearsed({ server, name: "earlier", release })).toMatchObject({
      outcome: "undetermined",
      lacks: [],
      downs: [
        { schema: { kind: "same" } },
        { schema: { kind: "same" } },
        {
          schema: {
            kind: "undetermined",
            because: expect.stringMatching(/^its up takes away or changes what was there \(/) as string,
          },
        },
      ],
    });
  });

  it("has the extensions that PGlite brings along", async () => {
    const release: Release = {
      staying: {
        "20240100000000_extensions.sql": migration('create extension citext; create extension "uuid-ossp";', ""),
      },
      going: {
        "20240105000000_tokens.sql": migration(
          "create table tokens (id uuid primary key default uuid_generate_v4(), name citext unique);",
          "drop table tokens;",
        ),
      },
    };
    await createReleased(server, "extended", release);
    expect(await rehearsed({ server, name: "extended", release })).toMatchObject({ outcome: "passed", lacks: [] });
  });

  it("is undetermined where the live schema needs an extension that PGlite does not have", async () => {
    await createReleased(server, "foreign", GOOD);
    await write(`${server.urlOf("foreign")}?sslmode=disable`, "create extension postgres_fdw");
    expect(await rehearsed({ server, name: "foreign", release: GOOD })).toMatchObject({
      outcome: "undetermined",
      lacks: [expect.stringMatching(/^create extension .*postgres_fdw.*: the database said: .*is not available/)],
    });
  });

  it("is undetermined where the live schema has an aggregate, which is not rebuilt", async () => {
    await createReleased(server, "aggregate", GOOD);
    await write(
      `${server.urlOf("aggregate")}?sslmode=disable`,
      "create aggregate longest (text) (sfunc = textcat, stype = text)",
    );
    expect(await rehearsed({ server, name: "aggregate", release: GOOD })).toMatchObject({
      outcome: "undetermined",
      lacks: ["aggregate public.longest(text)"],
      downs: [{ down: { kind: "succeeded" } }, { down: { kind: "succeeded" } }, { down: { kind: "succeeded" } }],
    });
  });

  it("gives up a down that does not come to its end", async () => {
    const release: Release = {
      staying: GOOD.staying,
      going: { "20240102000000_slow.sql": migration("select 1;", "select pg_sleep(100);") },
    };
    await createReleased(server, "slow", release);
    await expect(rehearsed({ server, name: "slow", release, longestMs: 5_000 })).rejects.toMatchObject({
      trouble: {
        code: "rehearsal-not-possible",
        summary: "the rehearsal took too long and was given up",
        facts: ["on a database without rows, this ran for more than 5 s: select pg_sleep(100);"],
      },
    });
  });

  it("takes PGlite from where npm puts global packages", async () => {
    const prefix = mkdtempSync(join(tmpdir(), "prefix-"));
    mkdirSync(join(prefix, "lib/node_modules/@electric-sql"), { recursive: true });
    const installed = join(import.meta.dirname, "../../node_modules/@electric-sql/pglite");
    symlinkSync(installed, join(prefix, "lib/node_modules/@electric-sql/pglite"));
    const asked = { server, name: "good", release: GOOD, directories: [join(prefix, "lib")] };
    expect(await rehearsed(asked)).toMatchObject({ outcome: "passed" });
  });

  it("says how PGlite is added where it is not installed", async () => {
    const nowhere = mkdtempSync(join(tmpdir(), "nowhere-"));
    await expect(rehearsed({ server, name: "good", release: GOOD, directories: [nowhere] })).rejects.toMatchObject({
      trouble: {
        code: "rehearsal-not-possible",
        summary: "--rehearse needs PGlite, which is not installed here",
        next: expect.arrayContaining([
          expect.objectContaining({ command: "npm install -g @electric-sql/pglite@0.5" }),
        ]) as unknown[],
      },
    });
  });
});
