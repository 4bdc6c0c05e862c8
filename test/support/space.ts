import type { ApiServer, Resource } from "./api-server.ts";
import type { Run, Session, Surroundings } from "./plugin.ts";
import type { ShopDatabase } from "./shop-database.ts";
import type { Release } from "./shop.ts";
import { randomBytes } from "node:crypto";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
// A place of its own for a test: a namespace, a database, and the program run in it. When the test is over, everything
// that was printed, stored or logged meanwhile is searched for the database's password.
import { execa } from "execa";
import { inject } from "vitest";
import { apiServerOf } from "./api-server.ts";
import { holdsMark } from "./mark.ts";
import { startPlugin, startPluginAtTerminal } from "./plugin.ts";
import { createShopDatabase } from "./shop-database.ts";
import { databaseSecret, deploymentOf } from "./shop.ts";

export type Around = Partial<Pick<Surroundings, "kubeconfig" | "variables" | "input" | "withoutKubectl">>;

/** A rule of a Role. */
export interface Grant {
  readonly apiGroups: readonly ("" | "apps" | "batch")[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

export interface Space {
  readonly namespace: string;
  readonly database: ShopDatabase;
  /** A directory for files of the test. */
  readonly directory: string;
  /** `kubectl safe-rollback ARGS -n NAMESPACE` without a terminal. */
  run(args: readonly string[], around?: Around): Promise<Run>;
  start(args: readonly string[], around?: Around): Session;
  startAtTerminal(args: readonly string[], around?: Around): Session;
  /** kubectl as the administrator, in the namespace; returns standard output. */
  kubectl(this: void, args: readonly string[], input?: string): Promise<string>;
  apply(this: void, ...objects: readonly object[]): Promise<void>;
  /** The administrator's look at the namespace, without kubectl. */
  readonly objects: ApiServer;
  /** Applies a release and waits until the controller made its revision, and with `ready` until all of it runs. */
  deploy(release: Release, until?: "ready" | "made"): Promise<void>;
  /** The kubeconfig of a new service account that may do in the namespace what the grants say, and nothing else. */
  kubeconfigWith(grants: readonly Grant[]): Promise<string>;
  /** Everything in the namespace and the database that a refused or planned rollback must leave as it is. */
  snapshot(): Promise<Snapshot>;
  /** Every state of every object of a kind that has been in the namespace so far, also of those that are gone. */
  changes(kind: "pods" | "jobs" | "events"): Promise<readonly Change[]>;
}

/** `Kind/name` to uid and resourceVersion, and the whole database. */
export interface Snapshot {
  readonly objects: Readonly<Record<string, string>>;
  readonly database: unknown;
}

export interface Change {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly object: KubernetesObject;
}

export interface KubernetesObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [part: string]: unknown;
}

type Dialect = "postgresql" | "mariadb";

/** For `it.extend`: a test that names `space` gets a place of its own, on PostgreSQL. */
export const inSpace: { readonly space: SpaceFixture } = { space: spaceOn("postgresql") };

/** The same on MariaDB. */
export const inSpaceOnMariaDb: { readonly space: SpaceFixture } = { space: spaceOn("mariadb") };

export interface InSpace {
  readonly space: Space;
}

export interface OpenSpace extends Space {
  /** Throws when the marked password was found anywhere but in the Secret. */
  close(this: void): Promise<void>;
  /** For tests that themselves put the password where it is found. */
  closeUnsearched(this: void): Promise<void>;
}

export async function openSpace(dialect: Dialect): Promise<OpenSpace> {
  const { path, kubeconfig, directory: work, servers } = inject("endToEnd");
  const namespace = `e2e-${randomBytes(4).toString("hex")}`;
  const directory = join(work, namespace);
  await mkdir(directory);
  const database = await createShopDatabase(servers[dialect], dialect, {
    name: namespace.replace("-", "_"),
    directory,
  });
  const objects = apiServerOf(kubeconfig, namespace);
  await objects.createNamespace();
  const printed: string[] = [];
  const at = (around: Around = {}): Surroundings => ({ path, home: directory, kubeconfig, ...around });
  const inNamespace = (args: readonly string[]): readonly string[] => [...args, "-n", namespace];
  const sessions: Session[] = [];
  const recorded = (session: Session): Session => {
    sessions.push(session);
    const ended = session.ended.then((run) => {
      printed.push(run.stdout, run.stderr);
      return run;
    });
    return { ...session, ended };
  };
  const kubectl: Space["kubectl"] = async (args, input) => {
    const run = await execa("kubectl", ["--kubeconfig", kubeconfig, "-n", namespace, ...args], {
      ...(input === undefined ? { stdin: "ignore" } : { input }),
    });
    return run.stdout;
  };
  const space: Space = {
    namespace,
    database,
    directory,
    run: async (args, around) => recorded(startPlugin(inNamespace(args), at(around))).ended,
    start: (args, around) => recorded(startPlugin(inNamespace(args), at(around))),
    startAtTerminal: (args, around) => recorded(startPluginAtTerminal(inNamespace(args), at(around))),
    kubectl,
    objects,
    apply: async (...objects) => {
      await kubectl(["apply", "-f", "-"], JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }));
    },
    deploy: async (release, until = "ready") => deploy(space, release, until),
    kubeconfigWith: async (grants) => kubeconfigWith(space, grants),
    snapshot: async () => ({ objects: await settled(space), database: await database.dump() }),
    changes: async (kind) => changesIn(kind, space),
  };
  await objects.create("secrets", databaseSecret(database.url));
  const closeUnsearched = async (): Promise<void> => {
    for (const session of sessions) session.end();
    await objects.removeNamespace();
    await database.close();
  };
  const close = async (): Promise<void> => {
    try {
      for (const session of sessions) session.end();
      await Promise.all(sessions.map(async ({ ended }) => ended));
      await refuseMark(space, printed);
    } finally {
      await closeUnsearched();
    }
  };
  return { ...space, close, closeUnsearched };
}

type SpaceFixture = (nothing: object, use: (space: Space) => Promise<void>) => Promise<void>;

function spaceOn(dialect: Dialect): SpaceFixture {
  // oxlint-disable-next-line no-empty-pattern -- vitest reads from it which other fixtures are needed: none
  return async ({}, use) => {
    const space = await openSpace(dialect);
    await use(space);
    await space.close();
  };
}

async function deploy(space: Space, release: Release, until: "ready" | "made"): Promise<void> {
  const object = JSON.stringify(deploymentOf(release));
  const applied = JSON.parse(await space.kubectl(["apply", "-f", "-", "-o", "json"], object)) as {
    readonly metadata: { readonly name: string; readonly generation: number };
  };
  const { name, generation } = applied.metadata;
  await untilRolledOut(space, { name, generation, isEnough: until === "ready" ? runs : () => true });
}

interface Rollout {
  readonly name: string;
  readonly generation: number;
  readonly isEnough: (deployment: Deployment) => boolean;
}

interface Deployment {
  readonly spec: { readonly replicas: number };
  readonly status: Readonly<
    Partial<Record<"observedGeneration" | "replicas" | "updatedReplicas" | "availableReplicas", number>>
  >;
}

/** As `kubectl rollout status` sees it. */
function runs({ spec, status: { updatedReplicas = 0, replicas = 0, availableReplicas = 0 } }: Deployment): boolean {
  return updatedReplicas >= spec.replicas && replicas <= updatedReplicas && availableReplicas >= updatedReplicas;
}

async function untilRolledOut({ objects }: Space, { name, generation, isEnough }: Rollout): Promise<void> {
  const deadline = Date.now() + LONGEST_ROLLOUT_MS;
  for (;;) {
    const deployment = (await objects.get("deployments", name)) as unknown as Deployment;
    const { observedGeneration = 0 } = deployment.status;
    if (observedGeneration >= generation && isEnough(deployment)) return;
    if (Date.now() > deadline) throw new Error(`deployment/${name} does not run: ${JSON.stringify(deployment.status)}`);
    await pause(200);
  }
}

async function kubeconfigWith(space: Space, rules: readonly Grant[]): Promise<string> {
  const name = `user-${randomBytes(4).toString("hex")}`;
  const rbac = { apiVersion: "rbac.authorization.k8s.io/v1", metadata: { name } };
  await space.apply(
    { apiVersion: "v1", kind: "ServiceAccount", metadata: { name } },
    { ...rbac, kind: "Role", rules },
    {
      ...rbac,
      kind: "RoleBinding",
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name },
      subjects: [{ kind: "ServiceAccount", name, namespace: space.namespace }],
    },
  );
  const token = await space.kubectl(["create", "token", name]);
  const administrator = JSON.parse(await readFile(inject("endToEnd").kubeconfig, "utf8")) as {
    readonly users: readonly { readonly name: string }[];
  };
  const path = join(space.directory, `${name}.kubeconfig`);
  const users = administrator.users.map((user) => ({ name: user.name, user: { token } }));
  await writeFile(path, JSON.stringify({ ...administrator, users }), { mode: 0o600 });
  return path;
}

/** Controllers are a moment behind what was asked of them. */
async function settled(space: Space): Promise<Snapshot["objects"]> {
  let before = await versions(space);
  for (;;) {
    await pause(1_000);
    const after = await versions(space);
    if (isDeepStrictEqual(before, after)) return after;
    before = after;
  }
}

async function versions({ objects }: Space): Promise<Snapshot["objects"]> {
  const all = await Promise.all(KEPT.map(async (resource) => objects.list(resource)));
  return Object.fromEntries(
    all
      .flat()
      .filter(({ metadata }) => !metadata.name.startsWith(LAST))
      .map(({ kind, metadata }) => [`${kind}/${metadata.name}`, `${metadata.uid} ${metadata.resourceVersion}`]),
  );
}

/** The watches are a moment behind, so an object that comes last is made and waited for. It starts nothing. */
async function changesIn(kind: "pods" | "jobs" | "events", space: Space): Promise<readonly Change[]> {
  const path = inject("endToEnd").changes[kind];
  const name = `${LAST}-${randomBytes(4).toString("hex")}`;
  const last = { ...LAST_OBJECTS[kind], metadata: { name, namespace: space.namespace } };
  await space.objects.create(kind, withReference(last));
  const text = await fileWith(path, `"name":"${name}"`);
  return text
    .split("\n")
    .filter((line) => line.includes(`"namespace":"${space.namespace}"`) && line.endsWith("}"))
    .map((line) => JSON.parse(line) as Change)
    .filter(({ object }) => !object.metadata.name.startsWith(LAST));
}

function withReference(object: { readonly kind: string; readonly metadata: object }): object {
  return object.kind === "Event" ? { ...object, involvedObject: { kind: "Namespace", ...object.metadata } } : object;
}

async function fileWith(path: string, wanted: string): Promise<string> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const text = await readFile(path, "utf8");
    if (text.includes(wanted)) return text;
    if (Date.now() > deadline) throw new Error(`the watch behind ${path} does not tell of ${wanted}`);
    await pause(50);
  }
}

/** Where the marked password was found, of all the places where it must not be. */
export async function placesWithMark(space: Space, printed: readonly string[]): Promise<readonly string[]> {
  const objects = await Promise.all(SEARCHED.map(async (resource) => space.objects.list(resource)));
  const logs = await execa(
    "kubectl",
    [
      "--kubeconfig",
      inject("endToEnd").kubeconfig,
      ...["-n", space.namespace, "logs", "-l", "job-name", "--all-containers", "--tail=-1", "--prefix"],
    ],
    { reject: false, all: true },
  );
  const found = [
    ...printed.map((text, index) => [`output ${index}: ${text}`, text] as const),
    ...(await filesBelow(space.directory)),
    ...objects.flat().map(asText),
    ...(await changesOfAll(space)).map(({ object }) => asText(object)),
    ["the logs of Jobs", logs.all] as const,
  ];
  return found.filter(([, text]) => holdsMark(text)).map(([place]) => place);
}

async function changesOfAll(space: Space): Promise<readonly Change[]> {
  const all = await Promise.all((["pods", "jobs", "events"] as const).map(async (kind) => space.changes(kind)));
  return all.flat();
}

function asText(object: KubernetesObject): readonly [string, string] {
  return [`${object.kind}/${object.metadata.name}`, JSON.stringify(object)];
}

/** All files but those in which a test itself put the password; their names begin with "secret". */
async function filesBelow(directory: string): Promise<readonly (readonly [string, string])[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith("secret"));
  return Promise.all(
    files.map(
      async ({ parentPath, name }) => [join(parentPath, name), await readFile(join(parentPath, name), "utf8")] as const,
    ),
  );
}

async function refuseMark(space: Space, printed: readonly string[]): Promise<void> {
  const places = await placesWithMark(space, printed);
  if (places.length > 0) throw new Error(`the database's password was found in:\n${places.join("\n")}`);
}

const SEARCHED: readonly Resource[] = ["deployments", "replicasets", "jobs", "pods", "events", "configmaps"];

const KEPT: readonly Resource[] = ["deployments", "replicasets", "jobs", "secrets", "configmaps"];

/** More than the releases' progressDeadlineSeconds. */
const LONGEST_ROLLOUT_MS = 150_000;

const LAST = "last-object";

const LAST_OBJECTS = {
  pods: {
    apiVersion: "v1",
    kind: "Pod",
    spec: { schedulerName: "nobody", containers: [{ name: "none", image: "none" }] },
  },
  jobs: {
    apiVersion: "batch/v1",
    kind: "Job",
    spec: {
      parallelism: 0,
      template: { spec: { restartPolicy: "Never", containers: [{ name: "none", image: "none" }] } },
    },
  },
  events: { apiVersion: "v1", kind: "Event", reason: "Last", message: "nothing else happened", type: "Normal" },
} as const;
