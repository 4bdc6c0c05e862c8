import type { KnownMigration } from "../../../src/model/migration.ts";
import { describe, expect, it } from "vitest";
import { alembic } from "../../../src/migrators/alembic.ts";
import { alembicLedger } from "../../../src/migrators/alembic/ledger.ts";

const NONE = { variables: {} };

/** `c<a,b` needs a and b. */
const files = (...words: readonly string[]): readonly KnownMigration[] =>
  words.map((word) => {
    const [name = "", needs] = word.split("<");
    return { name, file: `${name}.py`, down: { kind: "code" }, needs: needs?.split(",") ?? [] };
  });

const ledgerOf = (
  heads: readonly string[],
  known: readonly KnownMigration[] | undefined,
): ReturnType<typeof alembicLedger.ledgerOf> => {
  const rows = heads.map((head) => ({ version_num: head }));
  return alembicLedger.ledgerOf({ family: "postgresql", table: "alembic_version", rows, files: known });
};

describe("alembic's ledger", () => {
  it.each([
    ["one head", ["c"], ["a", "b", "c"]],
    ["two heads", ["b", "d"], ["a", "b", "d"]],
    ["a head that rests on another", ["d", "a"], ["a", "d"]],
    ["no head", [], []],
  ])("with %s is all that it rests on, in the order of the files", (_, heads, applied) => {
    const ledger = ledgerOf(heads, files("a", "b<a", "c<b", "d<a"));
    expect(ledger.applied.map(({ name }) => name)).toEqual(applied);
  });

  it("cannot be told without the files", () => {
    expect(() => ledgerOf(["a"], undefined)).toThrow("the table alembic_version alone does not say what is applied");
  });

  it("cannot be told when no file explains a head", () => {
    expect(() => ledgerOf(["z"], files("a"))).toThrow("rests on a revision that no file explains: z");
  });

  it("is empty without any file", () => {
    expect(ledgerOf([], undefined).applied).toEqual([]);
  });

  it.each([
    [["version_num"], true],
    [["version"], false],
    [["version_num", "applied"], false],
  ])("is recognised by the columns %j: %s", (columns, recognised) => {
    expect(alembicLedger.fits(new Set(columns))).toBe(recognised);
  });
});

describe("alembic's command", () => {
  it.each([
    ["b0", "b@b0"],
    [null, "b@base"],
  ])("goes back from one revision to the one before it: %s", (previous, target) => {
    expect(alembic.revertCommand({ name: "b", file: "b.py", staying: [], previous }, NONE)?.argv).toEqual([
      "alembic",
      "downgrade",
      target,
    ]);
  });

  it("is none where the one before is not known", () => {
    expect(alembic.revertCommand({ name: "b", file: "b.py", staying: [] }, NONE)).toBeUndefined();
  });
});
