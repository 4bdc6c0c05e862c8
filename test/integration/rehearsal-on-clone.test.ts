import type { DatabaseServer } from "../support/databases.ts";
import type { Release } from "../support/rehearsing.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres } from "../support/databases.ts";
import { openDatabase } from "../support/open-database.ts";
import { createReleased, migration, rehearsed, write } from "../support/rehearsing.ts";

let live: DatabaseServer;
let other: DatabaseServer;

beforeAll(async () => {
  [live, other] = await Promise.all([startPostgres(), startPostgres()]);
  await createReleased(live, "refused", RELEASE);
});

afterAll(async () => Promise.all([live.stop(), other.stop()]));

const RELEASE: Release = {
  staying: { "20240101000000_accounts.sql": migration("create table accounts (id bigint primary key);", "") },
  going: {
    "20240102000000_email.sql": migration(
      "alter table accounts add column email text;",
      "select pg_sleep(0.2); alter table accounts drop column email;",
    ),
    "20240103000000_index.sql": migration(
      "create index concurrently accounts_email on accounts (email);",
      "drop index concurrently accounts_email;",
      " transaction:false",
    ),
  },
};

async function ledgerAt(url: string): Promise<readonly unknown[]> {
  const database = await openDatabase(url);
  const rows = await database.query("select version from schema_migrations order by 1");
  await database.close();
  return rows.map(({ version }) => version);
}

describe("a rehearsal on a clone", () => {
  it("runs the downs there, takes the time, and leaves the live database alone", async () => {
    const liveUrl = await createReleased(live, "good", RELEASE);
    const cloneUrl = await createReleased(other, "good", RELEASE);
    const rehearsal = await rehearsed({ server: live, name: "good", release: RELEASE, where: "clone", cloneUrl });
    expect(rehearsal).toMatchObject({
      on: expect.stringMatching(/^the clone good on 127\.0\.0\.1 \(postgresql 18\.\d+\)$/) as string,
      outcome: "passed",
      downs: [
        { down: { kind: "succeeded", seconds: expect.any(Number) as number }, schema: { kind: "same" } },
        { down: { kind: "succeeded" }, schema: { kind: "same" } },
      ],
    });
    expect(rehearsal?.downs[1]?.down).toHaveProperty(
      "seconds",
      expect.toSatisfy((seconds: number) => seconds > 0.2),
    );
    expect(await ledgerAt(cloneUrl)).toEqual(["20240101000000"]);
    expect(await ledgerAt(liveUrl)).toEqual(["20240101000000", "20240102000000", "20240103000000"]);
  });

  it("says what failed there, without the password", async () => {
    await createReleased(live, "failing", RELEASE);
    const cloneUrl = await createReleased(other, "failing", RELEASE);
    await write(cloneUrl, "create view addresses as select email from accounts");
    const rehearsal = await rehearsed({ server: live, name: "failing", release: RELEASE, where: "clone", cloneUrl });
    expect(rehearsal).toMatchObject({
      outcome: "failed",
      downs: [
        { down: { kind: "succeeded" } },
        { down: { kind: "failed", because: expect.stringContaining("cannot drop column email") as string } },
      ],
    });
    expect(JSON.stringify(rehearsal)).not.toContain(other.password);
  });

  it("runs nothing on a clone whose ledger is another one", async () => {
    await createReleased(live, "unlike", RELEASE);
    const cloneUrl = await createReleased(other, "unlike", { staying: RELEASE.staying, going: {} });
    expect(await rehearsed({ server: live, name: "unlike", release: RELEASE, where: "clone", cloneUrl })).toMatchObject(
      {
        outcome: "undetermined",
        lacks: [
          "the ledger of the clone is not what it should be; missing: 20240102000000, 20240103000000; make the clone anew from the live database",
        ],
        downs: [{ down: { kind: "not-run" } }, { down: { kind: "not-run" } }],
      },
    );
  });

  it("says of a clone that cannot be reached which file to mend, and no password", async () => {
    const cloneUrl = `postgres://keeper:${live.password}@127.0.0.1:1/refused`;
    const asked = { server: live, name: "refused", release: RELEASE, where: "clone", cloneUrl } as const;
    const trouble = await rehearsed(asked).then(
      () => null,
      (error: unknown) => (error as { trouble: unknown }).trouble,
    );
    expect(trouble).toMatchObject({
      code: "database-unreachable",
      next: [{ what: "the file of --rehearse-url-file" }],
    });
    expect(JSON.stringify(trouble)).not.toContain(live.password);
  });

  it.each([
    ["the very same database", (url: string) => url, /^both URLs lead to 127\.0\.0\.1:\d+$/],
    [
      "it by another name of its host",
      (url: string) => url.replace("127.0.0.1", "localhost"),
      /^the same running server/,
    ],
    [
      "another database of the same server",
      (url: string) => url.replace("127.0.0.1", "localhost").replace("/refused", "/postgres"),
      /^the same running server/,
    ],
  ])("refuses %s", async (_, cloneOf, fact) => {
    const name = "refused";
    const url = `${live.urlOf(name)}?sslmode=disable`;
    await expect(
      rehearsed({ server: live, name, release: RELEASE, where: "clone", cloneUrl: cloneOf(url) }),
    ).rejects.toMatchObject({
      trouble: {
        code: "rehearsal-not-possible",
        summary: "the clone is on the live database's own server",
        facts: [expect.stringMatching(fact), "nothing was run on either"],
      },
    });
    expect(await ledgerAt(url)).toHaveLength(3);
  });
});
