import type { MigrationSql } from "../../../../src/model/migration-sql.ts";
import type { Via } from "../../../../src/model/settings.ts";
import type { ClonePart } from "../../../../src/observe/rehearsal/by-tool.ts";
import type { Migrator } from "../../../../src/ports/migrator.ts";
import { describe, expect, it } from "vitest";
import { planRollback } from "../../../../src/decide/plan.ts";
import { partsByTool, withoutTool } from "../../../../src/observe/rehearsal/by-tool.ts";
import { partsOf } from "../../../../src/observe/rehearsal/downs.ts";
import { situation } from "../../../support/builders.ts";
import { fakeWorld } from "../../../support/fake-world.ts";

interface Case {
  /** Its `b` and `c` are to go. */
  readonly leaving: string;
  readonly via?: Via;
  readonly obstacle?: string;
  /** The migrations that the tool has a command for, each way. */
  readonly reverts?: string;
  readonly applies?: string;
}

/** How each runs, newest first. */
async function sidesOf({ leaving, via = "job", obstacle, reverts = "bc", applies = "bc" }: Case): Promise<unknown> {
  const seen = situation({
    leaving,
    ledger: "a b c",
    returning: "a",
    settings: { via: { value: via, from: "flag" }, revert: { value: "all", from: "flag" } },
  });
  const { observation } = fakeWorld(seen);
  const plan = planRollback(seen);
  const migrator: Migrator = {
    ...(observation.migrator as Migrator),
    revertCommand: ({ name }) => (reverts.includes(name) ? { argv: ["down", name], environment: {} } : undefined),
    applyCommand: ({ name }) => (applies.includes(name) ? { argv: ["up", name], environment: {} } : undefined),
    revertDirectly: ({ name, down }) =>
      down.kind === "sql"
        ? { kind: "sql", text: `undo ${name}`, transaction: true, unrecord: { text: "", values: [] } }
        : undefined,
  };
  const own = partsOf(plan, { ...observation, migrator }).map((part) => ({
    ...part,
    up: part.down.kind === "runs" ? ({ kind: "runs", what: `do ${part.name}` } as const) : part.up,
  }));
  const around = { plan, observation: { ...observation, migrator, sqlOf: async () => SQL_ALONE } };
  const parts = await partsByTool(own, around, obstacle);
  return { parts: parts.map(sides), without: withoutTool(parts, own, "so it is").map(sides) };
}

function sides({ down, up }: ClonePart): readonly string[] {
  return [down, up].map((side) => {
    if (side.kind === "not") return side.because;
    if (typeof side.what === "string") return side.what;
    switch (side.what.kind) {
      case "tool":
        return `tool: ${side.what.command.argv.join(" ")}`;
      case "sql":
        return side.what.text;
      case "knex":
        return "knex";
    }
  });
}

const ALONE = { kind: "recorded", statements: ["select 1"], transaction: true, doubts: [] } as const;

const SQL_ALONE: readonly MigrationSql[] = ["b", "c"].map((name) => ({ name, up: ALONE, down: ALONE }));

const BY_TOOL = [
  ["tool: down c", "tool: up c"],
  ["tool: down b", "tool: up b"],
];

const FROM_HERE = [
  ["undo c", "do c"],
  ["undo b", "do b"],
];

describe("on a clone", () => {
  it("the tool runs code and SQL in files alike, where a Job would on the live database", async () => {
    expect(await sidesOf({ leaving: "a b c" })).toEqual({ parts: BY_TOOL, without: FROM_HERE });
    expect(await sidesOf({ leaving: "a b c?" })).toEqual({
      parts: BY_TOOL,
      without: [["its down is code, not SQL, and so it is", "its up is not known as SQL"], FROM_HERE[1]],
    });
  });

  it.each<[string, Partial<Case>]>([
    ["the way back goes over a connection", { via: "direct" }],
    ["the tool cannot be run", { obstacle: "no Job was allowed" }],
    ["the tool has no command for it", { reverts: "" }],
  ])("SQL in files runs from here where %s", async (_, more) => {
    expect(await sidesOf({ leaving: "a b c", ...more })).toMatchObject({ parts: FROM_HERE });
  });

  it("an up that the tool cannot run alone runs from here, and then none of the tool's after it", async () => {
    expect(await sidesOf({ leaving: "a b c", applies: "c" })).toMatchObject({
      parts: [
        ["tool: down c", "an up before it was not run by the tool, and its ledger lacks it"],
        ["tool: down b", "do b"],
      ],
    });
    expect(await sidesOf({ leaving: "a b c", applies: "b" })).toMatchObject({
      parts: [["tool: down c", "do c"], BY_TOOL[1]],
    });
  });
});
