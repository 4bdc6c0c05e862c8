import type { Finding } from "../../src/model/finding.ts";
import type { Report } from "../../src/model/outcome.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { MigrationRecord } from "../../src/model/record.ts";
import type { NextAction } from "../../src/model/trouble.ts";
import type { Run } from "./plugin.ts";
import type { LedgerTool } from "./shop-database.ts";
import type { Release } from "./shop.ts";
import type { Space } from "./space.ts";
// What tests arrange and look at again and again: a release that went out, and where a workload and its schema stand.
import { setTimeout as pause } from "node:timers/promises";
import { IMAGES, KNEX_MIGRATIONS, shop } from "./shop.ts";

/** What a rollback may ask for by name that reverts, and that its test is not about. */
export const ACCEPTED: string =
  "--accept=loss-not-determined,rows-would-be-lost,rows-cannot-be-kept,no-safe-order,down-may-fail,down-blocks-traffic";

/** Agrees to a rollback that reverts migrations, as a script would. */
export const AGREED: readonly string[] = ["--yes", ACCEPTED, "-o", "json"];

/** v1 as it once went out: its migrations and its revision, without the Pods, which the next release would replace. */
export async function releaseFirst(space: Space, first: Partial<Release> = {}): Promise<void> {
  await space.database.migrate(KNEX_MIGRATIONS.v1);
  await space.deploy(shop(IMAGES.v1, { ...first, replicas: 0 }), "made");
}

/** v1, then v2, as people deploy it: it migrates when it starts. */
export async function release(space: Space, second: Partial<Release> = {}): Promise<void> {
  await releaseFirst(space);
  await space.deploy(shop(IMAGES.v2, second));
}

/**
 * The same without a Pod, in a second: for tests in which nothing of the workload needs to run. The ledger's rows are
 * of an hour ago (v1's) and of an hour ahead (v2's), so that their times agree with the revisions'.
 */
export async function releaseUnstarted(space: Space, both: Partial<Release> = {}): Promise<void> {
  const { database } = space;
  await database.migrate(KNEX_MIGRATIONS.v2);
  const names = Object.keys(KNEX_MIGRATIONS.v1);
  const time = (hours: number): Date => new Date(Date.now() + hours * 3_600_000);
  await database
    .connection("knex_migrations")
    .whereIn("name", names)
    .update({ migration_time: time(-1) });
  await database
    .connection("knex_migrations")
    .whereNotIn("name", names)
    .update({ migration_time: time(1) });
  await space.deploy({ ...shop(IMAGES.v1), replicas: 0, ...both }, "made");
  await space.deploy({ ...shop(IMAGES.v2), replicas: 0, ...both }, "made");
}

/** Where the workload and the schema stand. `running` are the images of its Pods that are not about to go. */
export interface Standing {
  readonly image: string;
  readonly running: readonly string[];
  readonly ledger: readonly string[];
  readonly columns: readonly string[];
}

export async function standing(space: Space, tool: LedgerTool = "knex"): Promise<Standing> {
  const { database, objects } = space;
  const workload = await objects.get("deployments", "myapp");
  const pods = await objects.list("pods", "app=myapp");
  return {
    image: imageOf(templateOf(workload)),
    running: pods.filter(({ metadata }) => !("deletionTimestamp" in metadata)).map((pod) => imageOf(pod)),
    ledger: await database.ledger(tool),
    columns: await database.columnsOf(tool === "dbmate" ? "items" : "users"),
  };
}

/** Waits until some Pod is crash-looping. */
export async function untilCrashing(space: Space): Promise<void> {
  await until("a Pod that keeps crashing", async () => {
    return JSON.stringify(await space.objects.list("pods")).includes("CrashLoopBackOff");
  });
}

/** Waits until a look into an image is running. */
export async function untilProbing(space: Space): Promise<void> {
  await until("a probe that runs", async () => {
    const pods = await space.objects.list("pods", `${PURPOSE}=probe`);
    return pods.some((pod) => JSON.stringify(pod).includes('"running"'));
  });
}

/** Waits until a statement in the database waits for a lock, as a down does for a table that is held. */
export async function untilLocked({ database }: Space): Promise<void> {
  await until("a statement that waits for a lock", async () => {
    const waiting = { datname: database.name, wait_event_type: "Lock" };
    return (await database.connection("pg_stat_activity").where(waiting)).length > 0;
  });
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 90_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await pause(250);
  }
}

/** The names of the Jobs that this product made for reverting, in the order of their making. */
export async function revertJobs(space: Space): Promise<readonly string[]> {
  const changes = await space.changes("jobs");
  return changes
    .filter(({ type, object }) => type === "ADDED" && object.metadata.labels?.[PURPOSE] === "revert")
    .map(({ object }) => object.metadata.annotations?.["safe-rollback.io/subject"] ?? "");
}

/** Every Job and Pod that came into being, whether or not it is gone again. */
export async function created(space: Space): Promise<readonly string[]> {
  const all = await Promise.all([space.changes("jobs"), space.changes("pods")]);
  return all
    .flat()
    .filter(({ type }) => type === "ADDED")
    .map(({ object }) => `${object.kind}/${object.metadata.name}`);
}

const PURPOSE = "safe-rollback.io/purpose";

/**
 * The one JSON document on standard output.
 * Throws when there is anything else, or when the exit code in it is not the program's own.
 */
export function reportIn(run: Run): Report {
  const report = documentIn(run) as Report;
  if (report.format === "safe-rollback.report/v1" && report.exitCode === run.exitCode) return report;
  throw new Error(`no report with exit code ${run.exitCode}:\n${run.stdout}\n${run.stderr}`);
}

/** The same for a plan. */
export function planIn(run: Run): Plan {
  const plan = documentIn(run) as Plan & { readonly exitCode: number };
  if (plan.format === "safe-rollback.plan/v1" && plan.exitCode === run.exitCode) return plan;
  throw new Error(`no plan with exit code ${run.exitCode}:\n${run.stdout}\n${run.stderr}`);
}

function documentIn({ stdout, stderr, exitCode }: Run): unknown {
  try {
    return JSON.parse(stdout);
  } catch (cause) {
    throw new Error(`standard output is not one JSON document, exit code ${exitCode}:\n${stdout}\n${stderr}`, {
      cause,
    });
  }
}

/** Everything a run said but its plan, for the message of a test that fails. */
export function told({ stdout, stderr, exitCode }: Run): string {
  return [`exit code ${exitCode}`, stderr, stdout.replace(/"plan": \{[^]*?\n {2}\}/, '"plan": …')].join("\n");
}

/** What a run that did not come to its end says: what was seen, and what to type next. */
export interface Said {
  readonly exitCode: number;
  readonly seen: string;
  readonly next: readonly string[];
}

/** The trouble in a report, or else what blocks its plan. */
export function saidIn(run: Run): Said {
  const document = documentIn(run) as Report | (Plan & { readonly exitCode: number });
  if (document.exitCode !== run.exitCode) throw new Error(`another exit code than ${run.exitCode}:\n${run.stdout}`);
  const said = "trouble" in document && document.trouble !== null ? [document.trouble] : blockersIn(document);
  return {
    exitCode: run.exitCode,
    seen: said.flatMap(({ summary, facts }) => [summary, ...facts]).join("\n"),
    next: said.flatMap(({ next }) => next.map(typed)),
  };
}

function blockersIn(document: Report | Plan): readonly Finding[] {
  const plan = "findings" in document ? document : document.plan;
  return (plan?.findings ?? []).filter(({ weight }) => weight === "blocker");
}

function typed(action: NextAction): string {
  switch (action.kind) {
    case "run":
      return action.command;
    case "choose":
      return action.flag;
    case "edit":
      return action.what;
  }
}

export function findingIn(plan: Plan | null, id: Finding["id"]): Finding | undefined {
  return plan?.findings.find((finding) => finding.id === id);
}

/** Records on the ReplicaSet of an image what that image knows, as a deploy would. */
export async function record(space: Space, image: string, migrations: readonly string[]): Promise<void> {
  const sets = await space.objects.list("replicasets");
  const set = sets.find((candidate) => imageOf(templateOf(candidate)) === image);
  const value: MigrationRecord = {
    format: "safe-rollback.record/v1",
    tool: "knex",
    image,
    migrations: migrations.map((name) => ({ name, file: name, down: "code" })),
  };
  const annotation = `safe-rollback.io/migrations=${JSON.stringify(value)}`;
  await space.kubectl(["annotate", "--overwrite", `replicaset/${set?.metadata.name}`, annotation]);
}

interface PodLike {
  readonly spec: { readonly containers: readonly { readonly image: string }[] };
}

function templateOf(object: unknown): unknown {
  return (object as { readonly spec: { readonly template: unknown } }).spec.template;
}

function imageOf(pod: unknown): string {
  return (pod as PodLike).spec.containers[0]?.image ?? "";
}
