import type { MigrationSql } from "../../../src/model/migration-sql.ts";
import type { KnownMigration } from "../../../src/model/migration.ts";
import type { Progress } from "../../../src/model/progress.ts";
import type { Dialect } from "../../../src/model/situation.ts";
import type { Migrator, Probe, Prober, Readers } from "../../../src/ports.ts";
import { describe, expect, it } from "vitest";
import { failure } from "../../../src/errors.ts";
import { judgedBetween } from "../../../src/observe/judged.ts";
import { recorderOf } from "../../../src/observe/recorded.ts";
import { situation } from "../../support/builders.ts";
import { fakeWorld } from "../../support/fake-world.ts";

const RECORDED: MigrationSql = {
  name: "b",
  up: { kind: "recorded", statements: ["drop table b"], doubts: [] },
  down: { kind: "recorded", statements: ["create table b ()"], doubts: ["it reads"] },
};

const code = (name: string): KnownMigration => ({ name, file: `${name}.js`, down: { kind: "code" } });

describe("what is judged of migrations in code", () => {
  it("is the SQL that one probe in the leaving image recorded of those between the images", async () => {
    const { given, asked } = await judgedWith({ look: async () => [RECORDED, { ...RECORDED, name: "c" }] });
    expect(asked).toEqual([["b", "c"]]);
    expect(given).toEqual([RECORDED, { ...RECORDED, name: "c" }]);
  });

  it.each<[string, Prober["look"] | undefined, string]>([
    ["nobody allowed a probe", undefined, "its up was not seen as SQL; --dry-run=server has a probe Job record it"],
    ["the probe did not find it", async () => [] as never, "its up is code that was not found again"],
    [
      "the image could not be asked",
      async () => {
        throw failure("image-not-readable", "there is no node");
      },
      "its up is code, and its SQL was not recorded: there is no node",
    ],
  ])("is not seen when %s", async (_, look, because) => {
    const { given } = await judgedWith({ look });
    expect(given[0]).toMatchObject({ up: { kind: "unseen", because }, down: { kind: "unseen" } });
  });

  it("is not seen where the tool cannot be asked", async () => {
    const { given, asked } = await judgedWith({ look: async () => [RECORDED] as never, recording: false });
    expect([given[0]?.up, asked]).toEqual([{ kind: "unseen", because: "its up was not read as SQL" }, []]);
  });

  it("is not seen on SQLite", async () => {
    const { given, asked } = await judgedWith({ look: async () => [RECORDED] as never, dialect: "sqlite" });
    expect(asked).toEqual([]);
    expect(given[0]?.up).toMatchObject({ because: expect.stringContaining("not asked for it on SQLite") as string });
  });

  it("starts no probe where all of it is SQL", async () => {
    const sql = { up: "create table b ()", down: { kind: "sql", text: "drop table b", transaction: true } } as const;
    const files = [code("a"), { ...code("b"), ...sql }];
    const { given, asked } = await judgedWith({ look: async () => [RECORDED] as never, files });
    expect(asked).toEqual([]);
    expect(given).toEqual([
      { name: "b", up: { kind: "sql", text: sql.up }, down: { kind: "sql", text: sql.down.text } },
    ]);
  });

  it("leaves a down that nobody wrote absent, whatever was recorded", async () => {
    const files = [code("a"), { ...code("b"), down: { kind: "refused", because: "it throws" } } as const];
    const { given } = await judgedWith({ look: async () => [RECORDED] as never, files });
    expect(given).toEqual([{ ...RECORDED, down: { kind: "absent" } }]);
  });

  it("is not made up when somebody wanted it to end", async () => {
    const look = async (): Promise<never> => {
      throw failure("interrupted", "interrupted");
    };
    await expect(judgedWith({ look })).rejects.toMatchObject({ trouble: { code: "interrupted" } });
  });
});

interface Given {
  readonly look: Prober["look"] | undefined | (() => Promise<readonly MigrationSql[]>);
  readonly recording?: boolean;
  readonly dialect?: Dialect;
  readonly files?: readonly KnownMigration[];
}

/** A returning image that knows `a` alone, and a leaving one with all the files. */
async function judgedWith({
  look,
  recording = true,
  dialect = "postgresql",
  files = [code("a"), code("b"), code("c")],
}: Given): Promise<{
  readonly given: readonly MigrationSql[];
  readonly asked: readonly (readonly string[])[];
}> {
  const seen = situation({ ledger: files.map(({ name }) => name).join(" "), returning: "a" });
  const { world, observation } = fakeWorld(seen);
  const asked: (readonly string[])[] = [];
  const given: MigrationSql[] = [];
  const told: Progress[] = [];
  const prober = look === undefined ? undefined : ({ look } as Prober);
  const readers: Readers = { ...world, prober, tell: (progress) => void told.push(progress) };
  const migrator: Migrator = { ...(observation.migrator as Migrator), ...(recording && { recording: probing(asked) }) };
  const record = recorderOf(
    { place: observation.place, migrator, toolSettings: { variables: {} }, database: { ...seen.database, dialect } },
    readers,
  );
  const { leavingKnows } = seen;
  const relied = { ...leavingKnows.relied, value: files } as typeof leavingKnows.relied;
  const judges: Readers["judges"] = {
    range: async (_, migrations) => {
      given.push(...migrations);
      return { migrations: [], oldCode: [], newCode: [], drift: [] };
    },
  };
  await judgedBetween({ ...seen, leavingKnows: { ...leavingKnows, relied } }, judges, {
    record,
    readLive: async () => null,
  });
  return { given, asked };
}

function probing(asked: (readonly string[])[]): NonNullable<Migrator["recording"]> {
  return (migrations): Probe<readonly MigrationSql[]> => {
    asked.push(migrations.map(({ name }) => name));
    return { purpose: "recording", needs: "nothing", command: { argv: [], environment: {} }, parse: () => [] };
  };
}
