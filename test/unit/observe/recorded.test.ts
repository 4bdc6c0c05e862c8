import type { MigrationSql } from "../../../src/model/migration-sql.ts";
import type { KnownMigration } from "../../../src/model/migration.ts";
import type { Progress } from "../../../src/model/progress.ts";
import type { Probe, Prober } from "../../../src/ports/image.ts";
import type { Migrator } from "../../../src/ports/migrator.ts";
import type { Readers } from "../../../src/ports/world.ts";
import { describe, expect, it } from "vitest";
import { failure } from "../../../src/errors.ts";
import { recorderOf } from "../../../src/observe/recorded.ts";
import { sqlBetween } from "../../../src/observe/sql-between.ts";
import { situation } from "../../support/builders.ts";
import { fakeWorld } from "../../support/fake-world.ts";

const RECORDED: MigrationSql = {
  name: "b",
  up: { kind: "recorded", statements: ["drop table b"], transaction: true, doubts: [] },
  down: { kind: "recorded", statements: ["create table b ()"], transaction: true, doubts: ["it reads"] },
};

const code = (name: string): KnownMigration => ({ name, file: `${name}.js`, down: { kind: "code" } });

describe("what is seen of migrations in code", () => {
  it("is the SQL that one probe in the leaving image recorded of those between the images", async () => {
    const { given, asked } = await seenWith({ look: async () => [RECORDED, { ...RECORDED, name: "c" }] });
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
    const { given } = await seenWith({ look });
    expect(given[0]).toMatchObject({ up: { kind: "unseen", because }, down: { kind: "unseen" } });
  });

  it("is not seen where the tool cannot be asked", async () => {
    const { given, asked } = await seenWith({ look: async () => [RECORDED] as never, recording: false });
    expect([given[0]?.up, asked]).toEqual([{ kind: "unseen", because: "its up was not read as SQL" }, []]);
  });

  it("is asked for but once", async () => {
    const asked: (readonly string[])[] = [];
    const { world, observation } = fakeWorld(situation({}));
    const migrator: Migrator = { ...(observation.migrator as Migrator), recording: probing(asked) };
    const { place, toolSettings, situation: seen } = observation;
    const prober = { look: async () => [RECORDED] as never };
    const record = recorderOf({ place, migrator, toolSettings, database: seen.database }, { ...world, prober });
    await record([code("b")]);
    await record([code("b")]);
    expect(await record([code("b"), code("a")])).toEqual(
      new Map<string, unknown>([
        ["b", RECORDED],
        ["a", expect.objectContaining({ up: { kind: "unseen", because: "its up is code that was not found again" } })],
      ]),
    );
    expect(asked).toEqual([["b"], ["a"]]);
  });

  it("starts no probe where all of it is SQL", async () => {
    const sql = { up: "create table b ()", down: { kind: "sql", text: "drop table b", transaction: true } } as const;
    const files = [code("a"), { ...code("b"), ...sql }];
    const { given, asked } = await seenWith({ look: async () => [RECORDED] as never, files });
    expect(asked).toEqual([]);
    expect(given).toEqual([
      { name: "b", up: { kind: "sql", text: sql.up }, down: { kind: "sql", text: sql.down.text } },
    ]);
  });

  it("leaves a down that nobody wrote absent, whatever was recorded", async () => {
    const files = [code("a"), { ...code("b"), down: { kind: "refused", because: "it throws" } } as const];
    const { given } = await seenWith({ look: async () => [RECORDED] as never, files });
    expect(given).toEqual([{ ...RECORDED, down: { kind: "absent" } }]);
  });

  it("is not made up when somebody wanted it to end", async () => {
    const look = async (): Promise<never> => {
      throw failure("interrupted", "interrupted");
    };
    await expect(seenWith({ look })).rejects.toMatchObject({ trouble: { code: "interrupted" } });
  });
});

interface Given {
  readonly look: Prober["look"] | undefined | (() => Promise<readonly MigrationSql[]>);
  readonly recording?: boolean;
  readonly files?: readonly KnownMigration[];
}

/** A returning image that knows `a` alone, and a leaving one with all the files. */
async function seenWith({ look, recording = true, files = [code("a"), code("b"), code("c")] }: Given): Promise<{
  readonly given: readonly MigrationSql[];
  readonly asked: readonly (readonly string[])[];
}> {
  const seen = situation({ ledger: files.map(({ name }) => name).join(" "), returning: "a" });
  const { world, observation } = fakeWorld(seen);
  const asked: (readonly string[])[] = [];
  const told: Progress[] = [];
  const prober = look === undefined ? undefined : ({ look } as Prober);
  const readers: Readers = { ...world, prober, tell: (progress) => void told.push(progress) };
  const migrator: Migrator = { ...(observation.migrator as Migrator), ...(recording && { recording: probing(asked) }) };
  const record = recorderOf(
    { place: observation.place, migrator, toolSettings: { variables: {} }, database: seen.database },
    readers,
  );
  const { leavingKnows } = seen;
  const relied = { ...leavingKnows.relied, value: files } as typeof leavingKnows.relied;
  const sql = await sqlBetween({ ...seen, leavingKnows: { ...leavingKnows, relied } }, record);
  return { given: sql.known ? sql.value : [], asked };
}

function probing(asked: (readonly string[])[]): NonNullable<Migrator["recording"]> {
  return (migrations): Probe<readonly MigrationSql[]> => {
    asked.push(migrations.map(({ name }) => name));
    return { purpose: "recording", needs: "nothing", command: { argv: [], environment: {} }, parse: () => [] };
  };
}
