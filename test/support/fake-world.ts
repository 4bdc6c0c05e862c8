import type { RangeJudgement } from "../../src/model/judgement.ts";
import type { KeepState } from "../../src/model/kept.ts";
import type { Ledger, MigrationName, MigratorName } from "../../src/model/migration.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { Progress } from "../../src/model/progress.ts";
import type { Situation } from "../../src/model/situation.ts";
import type { Revision, Workload } from "../../src/model/workload.ts";
import type { Address } from "../../src/ports/database.ts";
import type { Migrator } from "../../src/ports/migrator.ts";
import type { Observation, World } from "../../src/ports/world.ts";
import { failure } from "../../src/errors.ts";
import { MIGRATOR_NAMES } from "../../src/model/migration.ts";

/** What a fake world does wrong, and when. Reverts count from 0. */
export interface Fault {
  readonly at: "keep" | "revert" | "undo" | "rollout" | "ledger";
  readonly nth?: number;
  /** `before`: the step fails and changed nothing; `after`: it changed the world, then failed; `silent`: exit 0, nothing changed; `more`: it reverts one more. */
  readonly how: "before" | "after" | "silent" | "more";
}

export interface FakeWorld {
  readonly world: World;
  readonly observation: Observation;
  readonly applied: MigrationName[];
  readonly told: Progress[];
  /** Every change that was made, in order. */
  readonly changes: string[];
  fault: Fault | undefined;
  answer: boolean;
  canAsk: boolean;
  readonly stop: AbortController;
  readonly unfinished: string[];
  /** What counting finds when it is done again. */
  losses: Situation["losses"];
  /** By migration: what became of what was kept before it. */
  readonly kept: Map<MigrationName, KeepState>;
}

/** A whole world in memory around one situation: a workload, a ledger and two images. */
export function fakeWorld(situation: Situation): FakeWorld {
  const fake = {
    applied: situation.ledger.applied.map(({ name }) => name),
    told: [] as Progress[],
    changes: [] as string[],
    fault: undefined as Fault | undefined,
    answer: true,
    canAsk: true,
    stop: new AbortController(),
    unfinished: [] as string[],
    current: situation.leaving,
    reverts: 0,
    losses: situation.losses,
    kept: new Map<MigrationName, KeepState>(),
    clock: Date.parse("2026-01-01T00:00:00Z"),
  };
  const world = worldOf(fake, situation);
  return Object.assign(fake, { world, observation: observationOf(fake, situation) });
}

interface State {
  applied: MigrationName[];
  told: Progress[];
  changes: string[];
  fault: Fault | undefined;
  answer: boolean;
  canAsk: boolean;
  stop: AbortController;
  unfinished: string[];
  current: Revision;
  reverts: number;
  losses: Situation["losses"];
  kept: Map<MigrationName, KeepState>;
  clock: number;
}

function worldOf(state: State, situation: Situation): World {
  const workloadNow = (): Workload => ({ ...situation.workload, templateHash: state.current.templateHash });
  return {
    cluster: {
      workload: async () => workloadNow(),
      revisions: async () => [situation.returning, situation.leaving],
      pods: async () => [{ name: "pod-1", revisionName: state.current.name, ready: true, trouble: null }],
      environment: async () => ({ variables: new Map(), unresolved: new Map() }),
      tunnel: async () => undefined,
      progress: async () =>
        state.fault?.at === "rollout"
          ? { kind: "failed", reason: "ProgressDeadlineExceeded" }
          : { kind: state.current === situation.returning ? "done" : "waiting", reason: "1 of 1 updated" },
      tryUndo: async () => undefined,
      hookJobs: async () => [],
      unfinishedReverts: async () => state.unfinished,
    },
    change: { undo: async (plan: Plan) => undo(state, situation, plan) },
    runner: { run: async (_place, _command, subject) => revert(state, subject) },
    direct: { revert: async () => undefined },
    keeper: keeperOf(state),
    terminal: {
      get canAsk() {
        return state.canAsk;
      },
      tell: (progress) => void state.told.push(progress),
      show: () => undefined,
      ask: async () => state.answer,
    },
    pause: async (milliseconds) => void (state.clock += milliseconds),
    databases: { locate: () => unreachable(), open: async () => unreachable() },
    migrators: allAs(migratorOf(situation)),
    local: { list: async () => unreachable() },
    rehearsals: { inProcess: async () => unreachable(), openClone: async () => unreachable() },
    judges: { range: async () => NOTHING_JUDGED },
    relays: undefined,
    prober: undefined,
    cloneJobs: undefined,
    packageScripts: {
      purpose: "reading package.json",
      command: { argv: [], environment: {} },
      needs: "nothing",
      parse: () => unreachable(),
    },
    startFiles: (words) => ({
      purpose: `reading ${words.join(" ")}`,
      command: { argv: [], environment: {} },
      needs: "nothing",
      parse: () => unreachable(),
    }),
    now: () => new Date(state.clock).toISOString(),
    tell: (progress) => void state.told.push(progress),
    interrupts: { stop: state.stop.signal, abandon: new AbortController().signal },
  };
}

function allAs(migrator: Migrator): Readonly<Record<MigratorName, Migrator>> {
  return Object.fromEntries(MIGRATOR_NAMES.map((name) => [name, migrator])) as Record<MigratorName, Migrator>;
}

function observationOf(state: State, situation: Situation): Observation {
  const { workload, container, settings, leaving } = situation;
  return {
    kind: "found",
    situation,
    ledger: { route: situation.ledgerRoute, read: async () => ledgerNow(state, situation) },
    place: { workload, revision: leaving, container, settings },
    migrator: migratorOf(situation),
    toolSettings: { variables: {} },
    database: undefined,
    sqlOf: async () => [],
    recount: async () => state.losses,
    connection: { address: NOWHERE, tunnel: undefined },
    close: async () => undefined,
  };
}

function ledgerNow(state: State, situation: Situation): Ledger {
  if (state.fault?.at === "ledger" && state.reverts > (state.fault.nth ?? 0)) {
    throw failure("database-unreachable", "the database does not answer");
  }
  return { ...situation.ledger, applied: state.applied.map((name) => ({ name, appliedAt: null })) };
}

function revert(state: State, name: MigrationName): void {
  const fault = state.fault?.at === "revert" && (state.fault.nth ?? 0) === state.reverts ? state.fault.how : undefined;
  state.reverts += 1;
  if (fault === "before") throw failure("step-failed", `the down of ${name} failed`);
  if (fault === "silent") return;
  state.applied.splice(state.applied.indexOf(name), 1);
  state.changes.push(`revert ${name}`);
  if (fault === "more") state.applied.pop();
  if (fault === "after") throw failure("step-failed", `the Job of ${name} was lost after it had reverted`);
}

function keeperOf(state: State): World["keeper"] {
  return {
    keep: async (_, { migration }) => keep(state, migration),
    state: async (_, { migration }) => state.kept.get(migration) ?? "missing",
    kept: async () => [...state.kept.keys()].map((migration) => ({ ...KEPT, migration })),
  };
}

function keep(state: State, migration: MigrationName): void {
  const fault = state.fault?.at === "keep" ? state.fault.how : undefined;
  if (fault === "before") throw failure("step-failed", "the disk is full");
  if (fault === "silent") return;
  state.kept.set(migration, "kept");
  state.changes.push(`keep before ${migration}`);
  if (fault === "after") throw failure("step-failed", "the connection was lost after the commit");
}

function undo(state: State, situation: Situation, plan: Plan): void {
  const fault = state.fault?.at === "undo" ? state.fault.how : undefined;
  if (fault === "before") throw failure("plan-stale", "generation: 7 → 8");
  if (fault === "silent") return;
  state.current = situation.returning;
  state.changes.push(`undo to ${plan.returning.revision}`);
  if (fault === "after") throw failure("step-failed", "kubectl was killed");
}

function migratorOf(situation: Situation): Migrator {
  return {
    name: "knex",
    traits:
      "name" in situation.migrator
        ? situation.migrator
        : { name: "knex", startUp: { kind: "tolerates" }, reverts: "by-name" },
    conventions: { urlVariables: [] },
    filesAre: "code",
    signs: { programs: [], variables: [] },
    settingVariables: [],
    tables: [],
    recognise: () => true,
    knownFrom: () => [],
    listing: () => unreachable(),
    ledgerProbe: () => unreachable(),
    revertCommand: ({ name }) => ({ argv: ["tool", "down", name], environment: {} }),
    revertDirectly: () => undefined,
    readLedger: async () => unreachable(),
    forwardCommand: () => ({ argv: ["tool", "up"], environment: {} }),
  };
}

const SAFE = { verdict: "compatible", when: "always" } as const;

const NOTHING_JUDGED: RangeJudgement = { migrations: [], oldCode: [SAFE], newCode: [SAFE], drift: [] };

function unreachable(): never {
  throw new Error("the fake world was asked for something no test needs");
}

const KEPT = { source: "t", copy: "kept.t", rows: 1, restore: ["select 1"] };

const NOWHERE: Address = {
  ...{ dialect: "postgresql", host: "db.internal", port: 5432, name: "shop", from: "DATABASE_URL" },
  url: { reveal: () => "postgres://db.internal/shop" },
};
