import type { Source } from "../../../src/model/evidence.ts";
import type { Keepable } from "../../../src/model/kept.ts";
import type { Count, Since } from "../../../src/model/loss.ts";
import type { Situation } from "../../../src/model/situation.ts";
import type { Given, KnownList } from "../../support/builders.ts";
import type { Judged } from "../../support/judgements.ts";
import type { Random } from "../../support/random.ts";
import { namesIn } from "../../../src/decide/gap.ts";
import { known } from "../../../src/model/evidence.ts";
import { knows, nobodyKnows, situation } from "../../support/builders.ts";
import { judged } from "../../support/judgements.ts";
import { randomFrom } from "../../support/random.ts";
import { FAILED, rehearsalWith } from "../../support/rehearsals.ts";

/** A small situation that the seed decides: of seven migrations, who knows which, with which downs, and so on. */
export function situationFrom(seed: number): Situation {
  const next = randomFrom(seed);
  const unjudged = unjudgedFrom(seed, next);
  if (next.chance(0.5)) return unjudged;
  const ranged = judgedFrom(next, strangersIn(unjudged));
  return { ...unjudged, judged: ranged, losses: lossesFrom(next, ranged) };
}

function lossesFrom(next: Random, ranged: Situation["judged"]): Situation["losses"] {
  const losses = (ranged.known ? ranged.value.migrations : []).flatMap(({ name, judgement }) =>
    judgement.down.loses.map((object) => ({ migration: name, object })),
  );
  return losses.map((loss) => ({ ...loss, count: next.one(COUNTS), since: next.one(SINCE), keep: next.one(KEEPS) }));
}

function unjudgedFrom(seed: number, next: Random): Situation {
  const ledger = next.some(next.chance(0.2) ? next.shuffled(MIGRATIONS) : MIGRATIONS, 0.7);
  const leaving = next.some(MIGRATIONS, 0.85);
  const order = seed % 10 === 0 ? chained : same;
  const given: Given = {
    ledger: ledger.join(" "),
    leaving: order(
      listed(
        next,
        leaving.map((name) => name + next.one(["", "", "", "?", "!", "#"])),
      ),
    ),
    returning: order(listed(next, next.some(namesFor(seed), 0.6))),
    leavingOthers: next.chance(0.2) ? [listed(next, next.some(leaving, 0.95))] : [],
    returningOthers: next.chance(0.2) ? [listed(next, next.some(MIGRATIONS, 0.5))] : [],
    tool: next.chance(0.05) ? ["knex", "dbmate"] : next.one(["knex", "dbmate"] as const),
    complete: !next.chance(0.1),
    ...inTenants(seed, ledger),
    timed: next.chance(0.5),
    dirty: next.chance(0.05) ? ledger.slice(0, 1).join(" ") : "",
    ...(next.chance(0.05) && { lock: { what: "a lock", holder: null, since: null } }),
    ...keptUpTo(next, ledger),
    ...(next.chance(0.1) && { leavingImage: { image: "myapp:v1" } }),
    settings: settingsFrom(next),
    ...rehearsedIn(seed),
    downScripts: known([], "operator", "it starts no script of package.json"),
  };
  return situation(given);
}

function keptUpTo(next: Random, ledger: readonly string[]): Pick<Given, "keepUpTo"> {
  return next.chance(0.3) && ledger.length > 0 ? { keepUpTo: next.one(ledger) } : {};
}

/** What is applied, known to the leaving image and unknown to the returning one, oldest first. */
function strangersIn({ ledger, leavingKnows, returningKnows, keepUpTo }: Situation): readonly string[] {
  const applied = ledger.applied.map(({ name }) => name);
  if (keepUpTo !== null) return applied.slice(applied.indexOf(keepUpTo) + 1);
  const leaving = namesIn(leavingKnows.relied);
  const returning = namesIn(returningKnows.relied);
  return applied.filter((name) => leaving?.has(name) === true && returning?.has(name) !== true);
}

function judgedFrom(next: Random, names: readonly string[]): ReturnType<typeof judged> {
  const verdicts = ["compatible", "compatible", "behaviour_change", "writes_break", "undetermined"] as const;
  const cases = names.map((name): [string, Judged] => [
    name,
    {
      oldCode: next.one(verdicts),
      newCode: next.one(verdicts),
      succeeds: next.chance(0.03) ? "no" : next.one(["yes", "yes", "data_dependent"]),
      loses: next.some([`table:${name}`, `column:t.${name}`], 0.3),
      upLoses: next.some([`column:t.${name}`], 0.3),
      restores: next.one(["nothing_lost", "structure_only"]),
      level: next.one(["none", "brief_block", "long_block_all"]),
    },
  ]);
  return judged(Object.fromEntries(cases), next.some(["column t.c is not there"], 0.1));
}

/** Now and then another schema has it all. */
function inTenants(seed: number, ledger: readonly string[]): Pick<Given, "elsewhere"> {
  return seed % 11 === 0 ? { elsewhere: ledger.join(" ") } : {};
}

/** Now and then, as two remainders say. */
function rehearsedIn(seed: number): Pick<Given, "rehearsal"> {
  if (seed % 13 === 0) return { rehearsal: rehearsalWith({ a: FAILED }) };
  return seed % 13 === 1 ? { rehearsal: rehearsalWith({ a: {} }, ["aggregate f()"]) } : {};
}

function namesFor(seed: number): readonly string[] {
  return seed % 20 === 3 ? COMPILED : MIGRATIONS;
}

function settingsFrom(next: Random): NonNullable<Given["settings"]> {
  return {
    revert: { value: next.one(["auto", "auto", "auto", "all", "none"] as const), from: "flag" },
    via: { value: next.one(["job", "job", "direct"] as const), from: "flag" },
    order: { value: next.chance(0.05) ? "image-first" : "schema-first", from: "flag" },
    ...(next.chance(0.02) && { downCommand: { value: ["knex", "migrate:rollback"], from: "flag" } }),
  };
}

/** Each needs the one that comes before it in the alphabet. */
function chained(list: KnownList): KnownList {
  if (!list.known) return list;
  const needsOf = (name: string): readonly string[] => MIGRATIONS.slice(0, MIGRATIONS.indexOf(name)).slice(-1);
  return { ...list, value: list.value.map((migration) => ({ ...migration, needs: needsOf(migration.name) })) };
}

function same(list: KnownList): KnownList {
  return list;
}

/** Whether anybody knows them, and who. */
function listed(next: Random, marked: readonly string[]): KnownList {
  if (next.chance(0.12)) return nobodyKnows();
  return knows(marked.join(" "), next.one<Source>(["image", "image", "recorded", "operator", "time"]));
}

const COUNTS: readonly Count[] = [
  { kind: "exact", rows: 0 },
  { kind: "exact", rows: 0 },
  { kind: "exact", rows: 7 },
  { kind: "estimated", rows: 0, because: "counting took longer than 5 s" },
  { kind: "undetermined", because: "this user may not read it" },
];

const SINCE: readonly Since[] = [
  { kind: "all" },
  { kind: "some", rows: 0, by: "made" },
  { kind: "undetermined", because: "it was there before the migration" },
];

const KEEPS: readonly Keepable[] = [
  { kind: "can", bytes: 1_000 },
  { kind: "can", bytes: 2_000_000_000 },
  { kind: "cannot", because: "this user may not make a place for it in the database" },
];

const MIGRATIONS = ["a", "b", "c", "d", "e", "f", "g.ts"];

/** The last one under the name that it has once it is compiled. */
const COMPILED = MIGRATIONS.with(-1, "g.js");
