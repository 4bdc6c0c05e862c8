import type { InSpace } from "../support/space.ts";
import { describe, expect, it as base } from "vitest";
import { AGREED, releaseFirst, reportIn, revertJobs, standing, told } from "../support/released.ts";
import { writeMigrations } from "../support/shop-database.ts";
import {
  ADD_EMAIL_VERIFIED,
  ADD_LEGACY_STATUS,
  CREATE_USERS,
  DROP_LEGACY_STATUS,
  IMAGES,
  KNEX_MIGRATIONS,
  shop,
} from "../support/shop.ts";
import { inSpaceOnMariaDb } from "../support/space.ts";

const it = base.extend<InSpace>(inSpaceOnMariaDb);

const AT_V1 = {
  image: IMAGES.mariaV1,
  running: [IMAGES.mariaV1],
  ledger: [CREATE_USERS, ADD_LEGACY_STATUS],
  columns: ["email", "id", "legacy_status"],
};

describe("a release on MariaDB", { concurrent: true }, () => {
  it("goes back by Jobs of the leaving image", async ({ space }) => {
    await space.deploy(shop(IMAGES.mariaV1));
    await space.deploy(shop(IMAGES.mariaV2));
    const run = await space.run(["deployment/myapp", ...AGREED]);
    expect(reportIn(run), told(run)).toMatchObject({
      outcome: "completed",
      plan: { database: { dialect: "mariadb" } },
      verification: { agrees: true },
    });
    expect(await standing(space)).toEqual(AT_V1);
    expect(await revertJobs(space)).toEqual([DROP_LEGACY_STATUS, ADD_EMAIL_VERIFIED]);
  });

  it("goes back over a direct connection", async ({ space }) => {
    await releaseFirst(space, { image: IMAGES.mariaV1 });
    await space.deploy(shop(IMAGES.mariaV2));
    const directory = await writeMigrations(KNEX_MIGRATIONS.v2, `${space.directory}/local`);
    const run = await space.run(["deployment/myapp", "--via=direct", `--local-migrations=${directory}`, ...AGREED]);
    expect(reportIn(run), told(run)).toMatchObject({ outcome: "completed", verification: { agrees: true } });
    expect(await standing(space)).toEqual(AT_V1);
  });

  it("says after a failed down that part of the schema may have changed", async ({ space }) => {
    await releaseFirst(space, { image: IMAGES.mariaV1 });
    await space.deploy(shop(IMAGES.mariaV2));
    const run = await space.run(["deployment/myapp", "--down-command=false", ...AGREED]);
    const { trouble, ...report } = reportIn(run);
    expect(report, told(run)).toMatchObject({ outcome: "halted", exitCode: 10 });
    expect(trouble?.facts.join("\n")).toMatch(/mariadb commits each schema statement by itself/);
  });
});
