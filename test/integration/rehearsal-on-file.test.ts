import type { DatabaseHome } from "../support/databases.ts";
import type { Release } from "../support/rehearsing.ts";
import { linkSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { judged } from "../support/judgements.ts";
import { createReleased, migration, rehearsed } from "../support/rehearsing.ts";
import { makeSqliteFiles } from "../support/sqlite-files.ts";

let files: DatabaseHome;

beforeAll(async () => {
  files = await makeSqliteFiles();
});

afterAll(async () => files.stop());

const RELEASE: Release = {
  staying: { "20240101000000_accounts.sql": migration("create table accounts (id integer primary key);", "") },
  going: {
    "20240102000000_email.sql": migration(
      "alter table accounts add column email text;",
      "alter table accounts drop column email;",
    ),
  },
};

/** SQLite keeps a table as one text, in which nothing tells a column that came from one that was changed. */
const EXACT = judged({ "20240102000000": {} });

it("rehearses on another file of SQLite", async () => {
  await createReleased(files, "live", RELEASE);
  const cloneUrl = await createReleased(files, "copy", RELEASE);
  expect(
    await rehearsed({ server: files, name: "live", release: RELEASE, where: "clone", cloneUrl, judged: EXACT }),
  ).toMatchObject({
    outcome: "passed",
    downs: [{ down: { kind: "succeeded" }, schema: { kind: "same" } }],
  });
});

it("refuses the live file by another of its names", async () => {
  await createReleased(files, "named", RELEASE);
  const fileOf = (name: string): string => files.urlOf(name).replace("sqlite:", "");
  linkSync(fileOf("named"), fileOf("renamed"));
  const cloneUrl = files.urlOf("renamed");
  await expect(
    rehearsed({ server: files, name: "named", release: RELEASE, where: "clone", cloneUrl }),
  ).rejects.toMatchObject({ trouble: { summary: "the clone is on the live database's own server" } });
});
