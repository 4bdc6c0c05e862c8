import type { Plan, Step } from "../../../src/model/plan.ts";
import type { Given } from "../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { planNothingToDo, planRollback } from "../../../src/decide/plan.ts";
import { blockersOf, ledgerAfter } from "../../../src/model/plan.ts";
import { knows, nobodyKnows, revision, situation, workload } from "../../support/builders.ts";
import { judged, loss } from "../../support/judgements.ts";

interface Case {
  readonly name: string;
  readonly given: Given;
  readonly route: Plan["route"];
  /** Empty for a plan that has no steps. */
  readonly steps: string;
  /** Ids of blockers, then of what must be agreed to by name. */
  readonly blocked?: string;
  readonly accept?: string;
}

describe("the planner", () => {
  it.each<Case>([
    {
      name: "sends the image back alone when the returning image knows all that is applied",
      given: { ledger: "a b", leaving: "a b", returning: "a b" },
      ...{ route: "image-only", steps: "switch:1 await:660" },
    },
    {
      name: "sends the image back alone when what the leaving image brought was never applied",
      given: { ledger: "a", leaving: "a b", returning: "a" },
      ...{ route: "image-only", steps: "switch:1 await:660" },
    },
    {
      name: "sends the image back alone when nothing at all is applied",
      given: { ledger: "" },
      ...{ route: "image-only", steps: "switch:1 await:660" },
    },
    {
      name: "reverts what is ahead, newest first, then switches",
      given: { ledger: "a b c", leaving: "a b c", returning: "a" },
      ...{ route: "schema-then-image", steps: "revert:c revert:b switch:1 await:660", accept: "loss-not-determined" },
    },
    {
      name: "reverts out of order when somebody agrees to it",
      given: { ledger: "a b c", leaving: "a b c", returning: "a c" },
      ...{
        route: "schema-then-image",
        steps: "revert:b switch:1 await:660",
        accept: "history-out-of-order loss-not-determined",
      },
    },
    {
      name: "reverts what comes after the operator's last one, and nothing else",
      given: { ledger: "a b c", leaving: "a b c", returning: "a", keepUpTo: "b" },
      ...{
        route: "schema-then-image",
        steps: "revert:c switch:1 await:660",
        accept: "loss-not-determined returning-may-break returning-may-refuse-to-start",
      },
    },
    {
      name: "sends the image first where the operator wants it and its code can live with both schemas",
      given: {
        ...{ ledger: "a b", returning: "a", tool: "dbmate", judged: judged({ b: { newCode: "reads_break" } }) },
        settings: { order: { value: "image-first", from: "flag" }, revert: { value: "all", from: "flag" } },
      },
      ...{ route: "image-then-schema", steps: "switch:1 await:660 revert:b" },
    },
    {
      name: "does not send the image first where its code breaks on today's schema",
      given: {
        ...{ ledger: "a b", returning: "a", tool: "dbmate", judged: judged({ b: { oldCode: "reads_break" } }) },
        settings: { order: { value: "image-first", from: "flag" } },
      },
      ...{ route: "image-then-schema", steps: "", blocked: "image-first-is-unsafe" },
    },
    {
      name: "keeps what the returning code can live with",
      given: {
        ...{ ledger: "a b c", returning: "a", tool: "dbmate" },
        judged: judged({ b: {}, c: { oldCode: "reads_and_writes_break" } }),
      },
      ...{ route: "schema-then-image", steps: "revert:c switch:1 await:660" },
    },
    {
      name: "keeps aside what a down destroys, right before it",
      given: {
        ...{
          ledger: "a b c",
          returning: "a",
          tool: "dbmate",
          judged: judged({ b: { oldCode: "writes_break" }, c: {} }),
        },
        losses: [loss("b", "table:b", { kind: "exact", rows: 3 }, { kind: "can", bytes: 10 })],
      },
      ...{ route: "schema-then-image", steps: "revert:c keep:b revert:b switch:1 await:660" },
      accept: "rows-would-be-lost",
    },
    {
      name: "sends the image back alone when its code can live with everything",
      given: { ledger: "a b", returning: "a", tool: "dbmate", judged: judged({ b: {} }) },
      ...{ route: "image-only", steps: "switch:1 await:660" },
    },
    {
      name: "reverts even what is compatible for a strict tool whose start is not known",
      given: { ledger: "a b", returning: "a", judged: judged({ b: {} }) },
      ...{ route: "schema-then-image", steps: "revert:b switch:1 await:660" },
    },
    {
      name: "sends the image back alone for a strict tool that is not started",
      given: { ledger: "a b", returning: "a", judged: judged({ b: {} }), start: "does-not-run" },
      ...{ route: "image-only", steps: "switch:1 await:660", accept: "returning-may-refuse-to-start" },
    },
    {
      name: "keeps everything when the operator says so",
      given: { ledger: "a b", leaving: "a b", returning: "a", keepUpTo: "b", tool: "dbmate" },
      ...{ route: "image-only", steps: "switch:1 await:660", accept: "returning-may-break" },
    },
    {
      name: "goes by the operator's word alone when nobody could look into the images",
      given: { ledger: "a b", leaving: nobodyKnows(), returning: nobodyKnows(), keepUpTo: "a" },
      ...{
        route: "schema-then-image",
        steps: "revert:b switch:1 await:660",
        accept: "evidence-is-weak loss-not-determined",
      },
    },
    {
      name: "goes by times when there is nothing better and somebody agrees to it",
      given: { ledger: "a b", leavingFrom: "time", returning: knows("a", "time") },
      ...{
        route: "schema-then-image",
        steps: "revert:b switch:1 await:660",
        accept: "evidence-is-weak loss-not-determined",
      },
    },
    {
      name: "goes back to an image that knows more than is applied when somebody agrees to it",
      given: { ledger: "a", leaving: "a", returning: "a x" },
      ...{ route: "image-only", steps: "switch:1 await:660", accept: "returning-needs-more-schema" },
    },
    {
      name: "stops when a migration that is ahead has no down",
      given: { ledger: "a b!", returning: "a" },
      ...{ route: "schema-then-image", steps: "", blocked: "no-way-back" },
    },
    {
      name: "stops, and never guesses, when nobody knows the returning image",
      given: { ledger: "a b", returning: nobodyKnows() },
      ...{ route: "schema-then-image", steps: "", blocked: "not-determined" },
    },
    {
      name: "stops at a foreign migration",
      given: { ledger: "a z", leaving: "a", returning: "a" },
      ...{
        route: "image-only",
        steps: "",
        blocked: "foreign-migration-applied",
        accept: "returning-may-refuse-to-start",
      },
    },
    {
      name: "stops when reverting was refused and something is ahead",
      given: { ledger: "a b", returning: "a", settings: { revert: { value: "none", from: "flag" } } },
      ...{ route: "schema-then-image", steps: "", blocked: "reverting-was-refused" },
    },
    {
      name: "stops at a dirty and locked ledger, naming both",
      given: { dirty: "b", lock: { what: "a lock", holder: null, since: null } },
      ...{ route: "image-only", steps: "", blocked: "ledger-is-dirty ledger-is-locked" },
    },
    {
      name: "stops when several tools fit",
      given: {
        tool: ["knex", "dbmate"],
        ledger: "",
        leaving: nobodyKnows(),
        returning: nobodyKnows(),
        complete: false,
      },
      ...{ route: "schema-then-image", steps: "", blocked: "tool-is-ambiguous" },
    },
    {
      name: "waits as long as the operator says",
      given: { settings: { rolloutTimeoutSeconds: { value: 90, from: "flag" } } },
      ...{ route: "image-only", steps: "switch:1 await:90" },
    },
    {
      name: "waits a minute longer than the workload's own progress deadline",
      given: { workload: { progressDeadlineSeconds: 30 } },
      ...{ route: "image-only", steps: "switch:1 await:90" },
    },
    {
      name: "waits a minute longer than the cluster's default where the workload sets no deadline",
      given: { workload: { progressDeadlineSeconds: null } },
      ...{ route: "image-only", steps: "switch:1 await:660" },
    },
    {
      name: "does nothing when the workload already asks for the returning template",
      given: { ledger: "a b", returning: "a", workload: { templateHash: "hash-1" } },
      ...{ route: "nothing-to-do", steps: "" },
    },
  ])("$name", ({ given, route, steps, blocked = "", accept = "" }) => {
    const plan = planRollback(situation(given));
    expect({
      route: plan.route,
      steps: plan.steps.map(told).join(" "),
      blocked: blockersOf(plan)
        .map(({ id }) => id)
        .join(" "),
      accept: plan.consent.accept.join(" "),
    }).toEqual({ route, steps, blocked, accept });
  });

  it.each([
    ["none when there is nothing to do", { workload: { templateHash: "hash-1" } }, "none"],
    ["a yes when only the image goes back", { ledger: "a", returning: "a" }, "yes"],
    ["a name when migrations will be reverted", { ledger: "a b", returning: "a" }, "name"],
  ])("asks for %s", (_, given, level) => {
    expect(planRollback(situation(given)).consent.level).toBe(level);
  });

  it("says of every other route why it was not taken", () => {
    const routes = planRollback(situation({ ledger: "a b", returning: "a" })).rejected;
    expect(routes).toEqual([
      { route: "nothing-to-do", because: "the workload runs revision 2, not revision 1" },
      { route: "image-only", because: "1 migration would stay applied that must be reverted: b" },
      {
        route: "image-then-schema",
        because: "the returning image would run on a schema that it does not know until the reverts are through",
      },
      { route: "roll-forward", because: "it needs a fixed release, which can be deployed instead at any time" },
      { route: "restore-backup", because: "everything written since the backup would be lost" },
    ]);
  });

  it("says what the returning code cannot live with, and not more than a line takes", () => {
    const breaks = { oldCode: "reads_and_writes_break" } as const;
    const names = { b: breaks, c: {}, d: breaks, e: breaks, f: breaks, g: breaks };
    const given = { ledger: "a b c d e f g", returning: "a", tool: "dbmate", judged: judged(names) } as const;
    const because = "it is so (reads and writes break, a-rule)";
    expect(planRollback(situation(given)).rejected).toContainEqual({
      route: "image-only",
      because: `6 migrations would stay applied that must be reverted: g, f, e, d, c, b; with them, the returning code breaks, or may: b: ${because}; d: ${because}; e: ${because}; and 2 more`,
    });
  });

  it.each([
    ["nothing is ahead", {}, "no applied migration is unknown to the returning image: there is nothing to revert"],
    ["the operator keeps everything", { keepUpTo: "b" }, "nothing was applied after b: there is nothing to revert"],
  ])("says why nothing is reverted when %s", (_, given, because) => {
    expect(planRollback(situation(given)).rejected).toContainEqual({ route: "schema-then-image", because });
  });

  it("says what would be reverted, and expects the ledger without it", () => {
    const plan = planRollback(situation({ ledger: "a b c?", returning: "a" }));
    const verdict = { oldCode: "undetermined", newCode: "undetermined" };
    expect(plan.revert).toEqual([
      { name: "c", file: "c.sql", appliedAt: "2026-11-01T10:00:02.000Z", down: "code", verdict, loses: [] },
      { name: "b", file: "b.sql", appliedAt: "2026-11-01T10:00:01.000Z", down: "sql", verdict, loses: [] },
    ]);
    expect(ledgerAfter(plan, 1)).toEqual(["a", "b"]);
  });

  it.each([
    ["absent where the leaving image has no file", { ledger: "a b", leaving: "a", keepUpTo: "a" }, "absent"],
    ["opaque where nobody looked", { ledger: "a b", leaving: nobodyKnows(), keepUpTo: "a" }, "code"],
  ])("shows a down as %s", (_, given, down) => {
    expect(planRollback(situation(given)).revert).toMatchObject([{ name: "b", file: "b", down }]);
  });

  it("lists what stays though the returning image does not know it when the operator keeps it", () => {
    const because = "--to-migration keeps everything up to c";
    expect(planRollback(situation({ ledger: "a b c d", returning: "a", keepUpTo: "c" })).keep).toEqual([
      { name: "c", because },
      { name: "b", because },
    ]);
  });

  it("lists what stays though the returning image does not know it when nobody knows it", () => {
    expect(planRollback(situation({ ledger: "a z b", leaving: "a b", returning: "a" })).keep).toEqual([
      { name: "z", because: "neither image knows it, so nothing can revert it" },
    ]);
  });

  it.each([
    ["the returning image knows all that stays", { ledger: "a b c", returning: "a b" }],
    ["nobody knows what the returning image knows", { returning: nobodyKnows(), keepUpTo: "a" }],
  ])("lists nothing to keep when %s", (_, given) => {
    expect(planRollback(situation(given)).keep).toEqual([]);
  });

  it("names workload, revisions, tool, database and ledger", () => {
    const plan = planRollback(situation({ ledger: "a", route: "port-forward", tool: "dbmate" }));
    expect(plan).toMatchObject({
      format: "safe-rollback.plan/v1",
      takenAt: "2026-11-22T10:00:00Z",
      workload: { kind: "Deployment", namespace: "shop", name: "myapp", uid: "uid-of-myapp", generation: 7 },
      container: "web",
      leaving: { revision: 2, name: "myapp-2", image: "myapp:v2", digest: "sha256:two", templateHash: "hash-2" },
      returning: { revision: 1, name: "myapp-1", image: "myapp:v1", digest: null, templateHash: "hash-1" },
      tool: "dbmate",
      database: { dialect: "postgresql", version: "18.3", host: "db.internal", name: "shop" },
      ledger: { table: "public.migrations", via: "port-forward", applied: [{ name: "a" }] },
    });
  });

  it("pins no digest where more than one was seen", () => {
    expect(planRollback(situation({ leavingImage: { digests: ["sha256:x", "sha256:y"] } })).leaving.digest).toBeNull();
  });

  it("has neither tool nor ledger while it is not decided which tool it is", () => {
    expect(planRollback(situation({ tool: ["knex", "dbmate"] }))).toMatchObject({ tool: null, ledger: null });
  });

  it("says where its evidence comes from, what it relies on first", () => {
    const given: Given = {
      ledger: "a b",
      returning: knows("a", "recorded"),
      returningOthers: [nobodyKnows(), knows("a")],
      keepUpTo: "a",
      start: "runs",
      helmHooks: ["pre-upgrade hook job/migrate"],
    };
    expect(planRollback(situation(given)).evidence).toEqual([
      { about: "migrations to keep", from: "operator", detail: "--to-migration a" },
      { about: "leaving image's migrations", from: "image", detail: "2 migrations: files in the image" },
      { about: "returning image's migrations", from: "recorded", detail: "1 migration: the annotation" },
      { about: "returning image's migrations", from: "image", detail: "1 migration: files in the image" },
      { about: "returning revision's start", from: "recorded", detail: "it migrates: the pod template" },
      { about: "Helm's hooks", from: "recorded", detail: "pre-upgrade hook job/migrate" },
      {
        about: "ledger",
        from: "ledger",
        detail: "2 applied migrations in public.migrations of shop on db.internal, read over a connection from here",
      },
    ]);
  });

  it("refuses a situation whose container a revision lacks", () => {
    expect(() => planRollback({ ...situation(), container: "other" })).toThrow('revision 2 has no container "other"');
  });
});

describe("a plan with nothing to do", () => {
  it("asks no database and holds no step", () => {
    const target = {
      takenAt: "now",
      workload: workload(),
      container: "web",
      leaving: revision(2),
      returning: revision(2),
    };
    expect(planNothingToDo(target)).toMatchObject({
      takenAt: "now",
      ...{ tool: null, database: null, ledger: null, route: "nothing-to-do" },
      ...{ revert: [], keep: [], findings: [], steps: [], settings: [], evidence: [] },
      consent: { level: "none", accept: [] },
    });
  });
});

function told(step: Step): string {
  switch (step.kind) {
    case "keep-rows":
      return `keep:${step.before}`;
    case "revert-migration":
      return `revert:${step.name}`;
    case "switch-revision":
      return `switch:${step.to}`;
    case "await-rollout":
      return `await:${step.timeoutSeconds}`;
  }
}
