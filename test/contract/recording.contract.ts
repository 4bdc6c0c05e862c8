import type { MigrationSql, SqlSeen } from "../../src/model/migration-sql.ts";
import type { KnownMigration } from "../../src/model/migration.ts";
import type { DatabaseSeen } from "../../src/model/situation.ts";
import type { Probe } from "../../src/ports/image.ts";
import type { DatabaseHome } from "../support/databases.ts";
import type { Project } from "./project.ts";
import type { RealTool, Text } from "./tools/tool.ts";
import { readdirSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { knownTo } from "./ledger.ts";
import { photograph } from "./photograph.ts";
import { createProject } from "./project.ts";

/** Migrations in the tool's own form that do more than say SQL; each sorts after the fixture's. */
export interface Doubtful {
  readonly asks: Text;
  readonly opens: Text;
  /** Its up adds a row to the table `tried` and fails in the next statement, in the ways that the tool has to run it. */
  readonly fails: Readonly<Record<string, Text>>;
  /** How the doubt about `opens` begins, where the runtime tells no more than that it failed. */
  readonly refusedAs?: RegExp;
  /** In the place of those of the fixture's that the tool cannot do without reading from the database. */
  readonly instead?: readonly Text[];
}

export function describeRecording(tool: RealTool, server: () => DatabaseHome, doubtful: Doubtful): void {
  const { refusedAs = /^it opens a connection/, instead = [] } = doubtful;
  const projects: Project[] = [];
  const withFiles = async (count: number, ...last: readonly Text[]): Promise<Project> => {
    const project = await createProject(tool, server());
    projects.push(project);
    project.add(count);
    for (const { file, text } of last) project.write(file, text);
    return project;
  };

  describe(`the SQL recorded of ${tool.title ?? tool.name}`, () => {
    afterEach(() => projects.splice(0).forEach((project) => project.remove()));

    it("makes the schema that the tool itself makes, and takes it away again", async () => {
      const real = await withFiles(5, ...instead);
      await real.apply();
      const played = await withFiles(5, ...instead);
      const nothing = await played.ask(photograph);
      const sides = await sidesOf(played);
      expect(sides.flatMap(({ up, down }) => [up, down]).filter((side) => !isWhole(side))).toEqual([]);
      await play(
        played,
        sides.map(({ up }) => up),
      );
      expect(await played.ask(photograph)).toEqual(await real.ask(photograph));
      await play(played, sides.map(({ down }) => down).toReversed());
      expect(await played.ask(photograph)).toEqual(nothing);
    });

    it.each(Object.entries(doubtful.fails))("is said to run in a transaction where it does: %s", async (_, text) => {
      const project = await withFiles(0, text);
      await project.change("create table tried (id integer)");
      const recorded = await sidesOf(project);
      await expect(project.apply()).rejects.toThrow("no_such_table");
      const rows = await project.ask(async (database) => database.query("select id from tried"));
      expect(recorded).toMatchObject([{ up: { transaction: rows.length === 0, doubts: [] } }]);
    });

    it("is not all of a migration that goes by what the database answers", async () => {
      const project = await withFiles(0, doubtful.asks);
      const doubts: unknown = expect.arrayContaining([expect.stringMatching(/^it (?:goes by what the|uses the con)/)]);
      expect(await sidesOf(project)).toMatchObject([{ up: { kind: "recorded", doubts } }]);
    });

    it("is not all of a migration that reaches outside its process, and nothing is reached", async () => {
      const project = await withFiles(0, doubtful.opens);
      const doubts: unknown = expect.arrayContaining([expect.stringMatching(refusedAs)]);
      expect(await sidesOf(project)).toMatchObject([{ up: { kind: "recorded", doubts } }]);
      expect(readdirSync(project.directory)).not.toContain("made.db");
    });
  });
}

/** What is known of each migration: from its files where they hold SQL, else as it was recorded. */
export async function sidesOf(project: Project): Promise<readonly MigrationSql[]> {
  const known = await knownTo(project);
  const seen = await project.ask(async (database) => database.seen);
  const probe = recordingProbe(project, known, seen);
  const { output } = await project.probe(probe.command);
  const recorded = new Map(probe.parse(output).map((one) => [one.name, one]));
  return known.map((migration) => withFilesOf(migration, recorded.get(migration.name)));
}

function recordingProbe(
  { migrator, settings }: Project,
  known: readonly KnownMigration[],
  seen: DatabaseSeen,
): Probe<readonly MigrationSql[]> {
  const probe = migrator.recording?.(known, seen, settings);
  if (probe === undefined) throw new Error(`${migrator.name} cannot be asked for its SQL`);
  return probe;
}

function withFilesOf({ name, up, down }: KnownMigration, recorded: MigrationSql | undefined): MigrationSql {
  const unseen: SqlSeen = { kind: "unseen", because: "it was not recorded" };
  const isSql = down.kind === "sql" && down.text !== null;
  return {
    name,
    up: up === undefined ? (recorded?.up ?? unseen) : { kind: "sql", text: up },
    down: isSql ? { kind: "sql", text: down.text } : (recorded?.down ?? unseen),
  };
}

function isWhole(side: SqlSeen): boolean {
  return side.kind === "sql" || (side.kind === "recorded" && side.statements.length > 0 && side.doubts.length === 0);
}

async function play(project: Project, sides: readonly SqlSeen[]): Promise<void> {
  for (const statement of sides.flatMap(statementsIn)) await project.change(statement);
}

function statementsIn(side: SqlSeen): readonly string[] {
  if (side.kind === "recorded") return side.statements;
  return side.kind === "sql" ? [side.text] : [];
}
