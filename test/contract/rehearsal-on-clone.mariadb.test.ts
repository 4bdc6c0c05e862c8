import type { DatabaseServer } from "../support/databases.ts";
import type { Release } from "../support/rehearsing.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startMariaDb } from "../support/databases.ts";
import { createReleased, migration, rehearsed, write } from "../support/rehearsing.ts";

let live: DatabaseServer;
let other: DatabaseServer;

beforeAll(async () => {
  live = await startMariaDb();
  other = await startMariaDb();
});

afterAll(async () => Promise.all([live.stop(), other.stop()]));

const RELEASE: Release = {
  staying: {
    "20240101000000_accounts.sql": migration("create table accounts (id bigint auto_increment primary key);", ""),
  },
  going: {
    "20240102000000_email.sql": migration(
      "alter table accounts add column email varchar(200);",
      "select sleep(0.2); alter table accounts drop column email;",
    ),
    "20240103000000_orders.sql": migration(
      "create table orders (id bigint auto_increment primary key, account bigint, foreign key (account) references accounts (id));",
      "drop table orders;",
    ),
  },
};

it("runs the downs on a clone of MariaDB, and takes the time", async () => {
  await createReleased(live, "good", RELEASE);
  const cloneUrl = await createReleased(other, "good", RELEASE);
  await write(cloneUrl, "insert into accounts (email) values ('a'), ('b'); insert into orders (account) values (1)");
  const rehearsal = await rehearsed({ server: live, name: "good", release: RELEASE, where: "clone", cloneUrl });
  expect(rehearsal).toMatchObject({
    on: expect.stringMatching(/^the clone good on 127\.0\.0\.1 \(mariadb [\d.]+\)$/) as string,
    outcome: "passed",
    downs: [
      { down: { kind: "succeeded" }, schema: { kind: "same" } },
      { down: { kind: "succeeded" }, schema: { kind: "same" } },
    ],
  });
  expect(rehearsal?.downs[1]?.down).toHaveProperty(
    "seconds",
    expect.toSatisfy((seconds: number) => seconds > 0.2),
  );
});

it("refuses a clone that is another database of the same server", async () => {
  await createReleased(live, "refused", RELEASE);
  const cloneUrl = (await createReleased(live, "elsewhere", RELEASE)).replace("127.0.0.1", "localhost");
  await expect(
    rehearsed({ server: live, name: "refused", release: RELEASE, where: "clone", cloneUrl }),
  ).rejects.toMatchObject({
    trouble: { summary: "the clone is on the live database's own server" },
  });
});

it("has no MariaDB within this process", async () => {
  await createReleased(live, "in_process", RELEASE);
  await expect(rehearsed({ server: live, name: "in_process", release: RELEASE })).rejects.toMatchObject({
    trouble: { summary: "--rehearse is for PostgreSQL, and this database is mariadb" },
  });
});
