// What Atlas itself leaves in its ledger besides migrations that went well, and where it keeps it.
import type { DatabaseHome } from "../support/databases.ts";
import type { Project } from "./project.ts";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startPostgres } from "../support/databases.ts";
import { ledgerOf, namesIn } from "./ledger.ts";
import { createProject } from "./project.ts";
import { revertDirectly } from "./reverting.ts";
import { atlas } from "./tools/atlas.ts";
import { HOMES } from "./tools/by-source.ts";
import { cli, plainUrl } from "./tools/tool.ts";

let server: DatabaseHome;
let project: Project;

afterEach(() => project.remove());

describe.each(HOMES)("atlas on $title", ({ start }) => {
  beforeAll(async () => {
    server = await start();
  });

  afterAll(async () => server.stop());

  it("says when each was applied", async () => {
    project = await createProject(atlas, server);
    const before = Date.now();
    project.add(5);
    await project.apply();
    const times = (await ledgerOf(project)).applied.map(({ appliedAt }) => Date.parse(String(appliedAt)));
    expect(times).toEqual(times.toSorted((left, right) => left - right));
    // MariaDB keeps whole seconds.
    expect(Math.min(...times)).toBeGreaterThan(before - 1_000);
    expect(Math.max(...times)).toBeLessThanOrEqual(Date.now());
  });

  it("has a row that is no migration where its cloud knows the database", async () => {
    project = await createProject(atlas, server);
    project.add(2);
    await project.apply();
    await project.change(
      `insert into atlas_schema_revisions
        (version, description, type, applied, total, executed_at, execution_time, hash, operator_version)
        values ('.atlas_cloud_identifier', 'cloud', 2, 0, 0, current_timestamp, 1, '', 'o')`,
    );
    expect(await ledgerOf(project)).toMatchObject({
      applied: [{ name: "20240101000000" }, { name: "20240102000000" }],
      dirty: [],
    });
  });

  it("never applies what lies below its baseline, which was there before", async () => {
    project = await createProject(atlas, server);
    ["1_one", "2_two", "3_three"].forEach((name) => project.write(`${name}.sql`, `create table t${name} (id int);\n`));
    const { code } = await project.run(cli("atlas", "migrate", "apply", "--baseline", "2"));
    const tables = await project.ask(async (database) => database.columns(["t1_one", "t2_two", "t3_three"]));
    expect({ code, tables: [...tables.keys()], ledger: namesIn(await ledgerOf(project)) }).toEqual({
      code: 0,
      tables: ["t3_three"],
      ledger: ["1", "2", "3"],
    });
  });

  it("leaves a migration half applied that fails outside a transaction", async () => {
    project = await createProject(atlas, server);
    project.add(1);
    project.write("20240199000000_last.sql", "create table made (id int);\ninsert into no_such_table values (1);\n");
    const { code } = await project.run(cli("atlas", "migrate", "apply", "--tx-mode", "none"));
    expect({ code, dirty: (await ledgerOf(project)).dirty }).toEqual({ code: 1, dirty: ["20240199000000"] });
  });
});

describe("atlas on PostgreSQL, where its URL names no schema", () => {
  beforeAll(async () => {
    server = await startPostgres();
  });

  afterAll(async () => server.stop());

  it("keeps its ledger in a schema of its own, from which a down takes the row", async () => {
    const url: typeof atlas.url = (home, name) => `${plainUrl(home, name)}?sslmode=disable`;
    project = await createProject({ ...atlas, url }, server);
    project.add(2);
    await project.apply();
    expect((await ledgerOf(project)).table).toBe("atlas_schema_revisions.atlas_schema_revisions");
    await revertDirectly(project, "20240102000000");
    expect(namesIn(await ledgerOf(project))).toEqual(["20240101000000"]);
  });
});
