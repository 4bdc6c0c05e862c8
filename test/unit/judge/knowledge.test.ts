// Where less is known, nothing may be said to be safer. Asked of every migration of the corpus.
import type { Impact, Judgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { HAZARD_LEVELS } from "../../../src/model/judgement.ts";
import { CORPUS } from "../../support/corpus-cases.ts";
import { judgementOf } from "../../support/judging.ts";

const TELLING = CORPUS.filter(({ onlyWithSchema }) => onlyWithSchema === undefined);

describe("a judgement without the schema before", () => {
  it.each(TELLING)(
    "promises no more than one with it: $dialect, $name",
    async ({ dialect, schema, up, down = null }) => {
      const whole = await judgementOf(dialect, { schema, up, down });
      const bare = await judgementOf(dialect, { up, down });
      expect(promisedBeyond(bare, whole)).toEqual([]);
    },
  );
});

function promisedBeyond(bare: Judgement, whole: Judgement): readonly string[] {
  const promises: Readonly<Record<string, boolean>> = {
    oldOnNew: isSafer(bare.oldOnNew, whole.oldOnNew),
    // What never passes leaves nothing that could be met.
    newOnReverted: whole.down.succeeds !== "no" && isSafer(bare.newOnReverted, whole.newOnReverted),
    upLoses: hides(bare.upLoses, whole.upLoses) && !warns(bare.oldOnNew),
    succeeds: CERTAINTY[bare.down.succeeds] < CERTAINTY[whole.down.succeeds],
    loses: hides(bare.down.loses, whole.down.loses) && !warns(bare.newOnReverted),
    // What never passes brings nothing back, which is what its success says.
    restores:
      whole.down.succeeds !== "no" &&
      GIVES_ALL.has(bare.down.restores) &&
      RESTORES.indexOf(bare.down.restores) < RESTORES.indexOf(whole.down.restores),
    inverse: bare.down.inverse === "exact" && whole.down.inverse !== "exact",
    hazard: HAZARD_LEVELS.indexOf(bare.hazard.level) < HAZARD_LEVELS.indexOf(whole.hazard.level),
  };
  return Object.keys(promises).filter((promise) => promises[promise]);
}

function isSafer({ verdict: bare }: Impact, { verdict: whole }: Impact): boolean {
  return bare !== "undetermined" && !COVERED[whole].has(bare);
}

/** Something that is lost may be unknown, but then code breaks that used it, or nobody can tell. */
function warns({ verdict }: Impact): boolean {
  return verdict !== "compatible" && verdict !== "behaviour_change";
}

function hides(bare: readonly string[], whole: readonly string[]): boolean {
  return whole.some((loss) => !bare.includes(loss));
}

/** The verdicts that are no safer than each. */
const COVERED: Readonly<Record<Impact["verdict"], ReadonlySet<string>>> = {
  compatible: new Set(["compatible", "behaviour_change", "writes_break", "reads_break", "reads_and_writes_break"]),
  behaviour_change: new Set(["behaviour_change", "writes_break", "reads_break", "reads_and_writes_break"]),
  writes_break: new Set(["writes_break", "reads_and_writes_break"]),
  reads_break: new Set(["reads_break", "reads_and_writes_break"]),
  reads_and_writes_break: new Set(["reads_and_writes_break"]),
  undetermined: new Set(),
};

/** Where it may fail, somebody has to look at it, as where it must. */
const CERTAINTY: Readonly<Record<Judgement["down"]["succeeds"], number>> = {
  yes: 0,
  data_dependent: 1,
  no: 1,
  undetermined: 2,
  no_down: 3,
};
const RESTORES: readonly string[] = ["nothing_lost", "full", "partial", "structure_only", "none"];
const GIVES_ALL: ReadonlySet<string> = new Set(["nothing_lost", "full"]);

describe("what SQLite keeps for itself", () => {
  it.each([
    ["delete from sqlite_sequence", "behaviour_change", "yes"],
    ["update sqlite_sequence set seq = 0 where name = 't'", "behaviour_change", "yes"],
    ["insert into sqlite_sequence (name, seq) values ('t', 1000)", "compatible", "yes"],
    ["delete from sqlite_stat1", "compatible", "undetermined"],
  ])("decides at most which numbers come next: %s", async (text, verdict, succeeds) => {
    const counted = "create table t (id integer primary key autoincrement)";
    const answers = [
      await judgementOf("sqlite", { up: text, down: text }),
      await judgementOf("sqlite", { schema: counted, up: text, down: text }),
    ];
    expect(answers.map(({ oldOnNew }) => oldOnNew.verdict)).toEqual([verdict, verdict]);
    expect(answers.map(({ down }) => down.succeeds)).toEqual([succeeds, succeeds]);
  });

  it("may have no counters where no table counts", async () => {
    const schema = "create table t (id integer primary key)";
    const { down } = await judgementOf("sqlite", { schema, up: "", down: "delete from sqlite_sequence" });
    expect(down.succeeds).toBe("undetermined");
  });
});
