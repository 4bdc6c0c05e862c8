// The acts of the demo, in order. Every command is one that its reader could type.

import type { Checks } from "./checks.ts";
import type { Shell } from "./screen.ts";
import { say, title, type, typeWell } from "./screen.ts";

/** Deploys v1 with two users, then v2 with its two migrations. */
export async function release(shell: Shell): Promise<void> {
  const typed = (command: string): Promise<string> => typeWell(command, shell);
  title("two releases: v2 adds users.email_verified and drops users.legacy_status");
  await typed("kubectl create -f demo/manifests/namespace.yaml");
  await typed("kubectl config set-context --current --namespace=shop");
  await typed("kubectl apply -f demo/manifests/postgres.yaml");
  await typed("kubectl rollout status deployment/postgres --timeout=2m");
  await migrate(shell, "v1");
  await typed("kubectl apply -f demo/manifests/myapp.yaml");
  await typed("kubectl rollout status deployment/myapp --timeout=2m");
  await typed(sql("insert into users (email) values ('ada@example.org'), ('grace@example.org')"));
  await migrate(shell, "v2");
  await typed("kubectl set image deployment/myapp myapp=safe-rollback.test/myapp:v2");
  await typed("kubectl rollout status deployment/myapp --timeout=2m");
}

/** A real undo of the image alone, what becomes of it, and the way forward again. */
export async function undoAlone(shell: Shell, checks: Checks): Promise<void> {
  title("kubectl rollout undo alone: v1 comes back, its column does not");
  await typeWell("kubectl rollout undo deployment/myapp", shell);
  const rollout = await type("kubectl rollout status deployment/myapp --timeout=15s", shell);
  await typeWell("kubectl get pods -l app=myapp", shell);
  const newest = "kubectl get pods -l app=myapp -o name --sort-by=.metadata.creationTimestamp | tail -n 1";
  const log = await type(`kubectl logs --tail=1 $(${newest})`, shell);
  checks.expect("after a bare undo the rollout does not finish", rollout.exitCode !== 0);
  checks.expect("v1 asks for a column that is gone", log.output.includes('column "legacy_status" does not exist'));
  say("\nOnce more, to have v2 again:\n");
  await typeWell("kubectl rollout undo deployment/myapp", shell);
  await typeWell("kubectl rollout status deployment/myapp --timeout=2m", shell);
}

/** The plan first, then exactly that plan. */
export async function rollBack(shell: Shell, checks: Checks): Promise<void> {
  title("before: v2, and the schema of v2");
  const before = await bothSides(shell);
  checks.expect("v2 runs, on the schema of v2", runs(before, "v2") && before.columns === "id email email_verified");

  title("kubectl safe-rollback: the plan");
  const plan = await type("kubectl safe-rollback deployment/myapp --dry-run", shell);
  const command = /^ *(kubectl safe-rollback .* --confirm=\S+)$/m.exec(plan.output)?.[1];
  checks.expect("the dry run shows a plan, and the command that agrees to it", command !== undefined);
  if (command === undefined) return;

  title("kubectl safe-rollback: exactly that plan");
  const done = await type(command, shell);
  checks.expect("the rollback was completed and verified", done.exitCode === 0);

  title("after: v1, and the schema of v1");
  const now = await bothSides(shell);
  checks.expect("only v1 runs", runs(now, "v1"));
  checks.expect("users has the columns of v1", now.columns === "id email legacy_status");
  checks.expect("the ledger holds the migration of v1 only", now.ledger === "20240101000000_create_users.js");
  checks.expect("the rows are still there", now.rows === "2");
}

/** Image and schema, as one would look at them: the words of each answer, without its heading. */
interface Sides {
  /** Desired, current and ready Pods, by image. */
  readonly pods: ReadonlyMap<string, string>;
  readonly columns: string;
  readonly ledger: string;
  readonly rows: string;
}

async function bothSides(shell: Shell): Promise<Sides> {
  const replicaSets = await typeWell("kubectl get replicasets -l app=myapp -o wide", shell);
  const ask = async (statement: string): Promise<string> =>
    (await typeWell(sql(statement), shell)).trim().split(/\s+/).slice(1).join(" ");
  return {
    pods: podsByImage(replicaSets),
    columns: await ask(
      "select column_name from information_schema.columns where table_name = 'users' order by ordinal_position",
    ),
    ledger: await ask("select name from knex_migrations order by id"),
    rows: await ask("select count(*) from users"),
  };
}

function podsByImage(replicaSets: string): Sides["pods"] {
  const lines = replicaSets.trim().split("\n").slice(1);
  return new Map(
    lines.map((line) => {
      const [, desired, current, ready, , , image = ""] = line.split(/\s+/);
      return [image.slice(image.lastIndexOf(":") + 1), `${desired} ${current} ${ready}`];
    }),
  );
}

/** Every Pod of the release is ready, and there is none of the other. */
function runs({ pods }: Sides, tag: "v1" | "v2"): boolean {
  return pods.get(tag) === "2 2 2" && pods.get(tag === "v1" ? "v2" : "v1") === "0 0 0";
}

async function migrate(shell: Shell, tag: string): Promise<void> {
  await typeWell(`kubectl apply -f demo/manifests/migrate-${tag}.yaml`, shell);
  await typeWell(`kubectl wait --for=condition=complete job/migrate-${tag} --timeout=2m`, shell);
}

function sql(statement: string): string {
  return `kubectl exec deployment/myapp -- node sql.js "${statement}"`;
}
