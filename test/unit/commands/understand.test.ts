import type { Asked, Surroundings } from "../../../src/commands/invocation.ts";
import type { Trouble } from "../../../src/model/trouble.ts";
import { describe, expect, it } from "vitest";
import { understand } from "../../../src/commands/program.ts";
import { SafeRollbackError } from "../../../src/errors.ts";

const AT_TERMINAL: Surroundings = { variables: {}, stdinIsTerminal: true };

const BARE: Asked = {
  kind: "rollback",
  target: { kind: "Deployment", name: "myapp" },
  request: { toRevision: 0, dryRun: "none", flags: {}, consent: { yes: false, accept: [] } },
  connection: {},
  input: true,
  output: "text",
  color: "auto",
  detailedExitcode: false,
  again: "kubectl safe-rollback deployment/myapp",
};

describe("what is typed and what is meant", () => {
  it("is a rollback with every default when only a workload is named", () => {
    expect(meant("deployment/myapp")).toEqual(BARE);
  });

  it.each([
    "deploy/myapp",
    "deployments/myapp",
    "Deployment/myapp",
    "deployment.apps/myapp",
    "deployments.v1.apps/myapp",
  ])("takes %s as the Deployment", (typed) => expect(meant(typed)).toEqual(BARE));

  it.each(["deploy myapp", "deployments.apps myapp", "-- deployment/myapp"])("takes %s as the same", (typed) => {
    expect(meant(typed)).toEqual(BARE);
  });

  it.each([
    ["-n shop", { namespace: "shop" }],
    ["-nshop", { namespace: "shop" }],
    ["-n=shop", { namespace: "shop" }],
    ["--namespace=shop", { namespace: "shop" }],
    ["--as-group a --as-group b --as me --as-uid 7", { as: "me", asGroup: ["a", "b"], asUid: "7" }],
    ["--insecure-skip-tls-verify", { insecureSkipTlsVerify: true }],
    ["--insecure-skip-tls-verify=true", { insecureSkipTlsVerify: true }],
    ["--insecure-skip-tls-verify=false", {}],
    ["-v=6 --request-timeout 5s --cache-dir c", { verbosity: "6", requestTimeout: "5s", cacheDir: "c" }],
    ["--kubeconfig k --context c --cluster l --user u", { kubeconfig: "k", context: "c", cluster: "l", user: "u" }],
    ["-s https://api:6443 --token t", { server: "https://api:6443", token: "t" }],
    [
      "--certificate-authority a --client-certificate b --client-key k --tls-server-name n",
      { certificateAuthority: "a", clientCertificate: "b", clientKey: "k", tlsServerName: "n" },
    ],
  ])("hands on %s as kubectl spells it", (typed, connection) => {
    expect(askedFor(`deployment/myapp ${typed}`).connection).toEqual(connection);
  });

  it.each([
    ["--tool dbmate", { tool: "dbmate" }],
    ["--migrations-dir db/migrations", { migrationsDir: "db/migrations" }],
    ["--to-migration 003_b.js", { toMigration: "003_b.js" }],
    ["--revert all", { revert: "all" }],
    ["--via=direct --local-migrations ./migrations", { via: "direct", localMigrations: "./migrations" }],
    ["--database-url-env APP_DB", { databaseUrlEnv: "APP_DB" }],
    ["--job-timeout 90 --rollout-timeout 1h30m", { jobTimeoutSeconds: 90, rolloutTimeoutSeconds: 5400 }],
    ["--job-label a=b --job-label c=d,e=f", { jobLabels: { a: "b", c: "d", e: "f" } }],
    ["--rehearse", { rehearse: "in-process" }],
    ["--rehearse-url-file clone.url", { rehearse: "clone" }],
    ["--keep-mesh", { keepMesh: true }],
    ["--keep-rows off", { keepRows: "off" }],
    ["--keep-rows-max 10GiB", { keepRowsMaxBytes: 10_737_418_240 }],
    ["--order image-first", { order: "image-first" }],
    ["--tool knex --tool dbmate", { tool: "dbmate" }],
  ])("reads %s as settings", (typed, flags) => {
    expect(askedFor(`deployment/myapp ${typed}`).request.flags).toEqual(flags);
  });

  it("splits --down-command by a shell's rules, without a shell", () => {
    const words = ["deployment/myapp", "--down-command", `npm run "migrate down" -- --one`];
    expect(understand(words, AT_TERMINAL)).toMatchObject({
      request: { flags: { downCommand: ["npm", "run", "migrate down", "--", "--one"] } },
    });
  });

  it.each([
    ["deployment/myapp --dry-run", "server"],
    ["deployment/myapp --dry-run=client", "client"],
    ["deployment/myapp --dry-run=none", "none"],
    ["--dry-run deployment/myapp", "server"],
    ["plan deployment/myapp", "client"],
    ["plan deployment/myapp --dry-run=server", "server"],
    ["history deployment/myapp", "client"],
  ])("%s is a dry run of kind %s", (typed, dryRun) => {
    expect(askedFor(typed).request.dryRun).toBe(dryRun);
  });

  it.each([
    ["-y", { yes: true, accept: [] }],
    [
      "--accept no-way-back,evidence-is-weak --accept ledger-is-dirty",
      { yes: false, accept: ["no-way-back", "evidence-is-weak", "ledger-is-dirty"] },
    ],
    ["--confirm 3f9c", { yes: false, accept: [], confirm: "3f9c" }],
  ])("reads %s as consent", (typed, consent) => {
    expect(askedFor(`deployment/myapp ${typed}`).request.consent).toEqual(consent);
  });

  it.each([
    ["nothing says otherwise", "", AT_TERMINAL, true],
    ["--no-input", "--no-input", AT_TERMINAL, false],
    ["CI is set", "", { variables: { CI: "true" }, stdinIsTerminal: true }, false],
    ["CI is unset by hand", "", { variables: { CI: "false" }, stdinIsTerminal: true }, true],
    ["standard input is no terminal", "", { variables: {}, stdinIsTerminal: false }, false],
    ["standard input holds the URL", "--database-url-file -", AT_TERMINAL, false],
    ["standard input holds the clone's URL", "--rehearse-url-file -", AT_TERMINAL, false],
  ])("knows whether it may ask: %s", (_, typed, surroundings, input) => {
    expect(askedFor(`deployment/myapp ${typed}`, surroundings).input).toBe(input);
  });

  it.each([
    ["", { SAFE_ROLLBACK_DATABASE_URL: "postgres://h/d" }, "environment"],
    ["--database-url-file url", { SAFE_ROLLBACK_DATABASE_URL: "postgres://h/d" }, "file"],
    ["", { SAFE_ROLLBACK_DATABASE_URL: "" }, undefined],
  ])("knows where the database's URL comes from (%s %o)", (typed, variables, from) => {
    const { request } = askedFor(`deployment/myapp ${typed}`, { variables, stdinIsTerminal: true });
    expect(request.flags.databaseUrlFrom).toBe(from);
  });

  it("finds the command wherever it stands among the flags", () => {
    expect(meant("-n shop plan deploy myapp --out plan.json -o json --detailed-exitcode")).toEqual({
      ...BARE,
      kind: "plan",
      request: { ...BARE.request, dryRun: "client" },
      connection: { namespace: "shop" },
      output: "json",
      detailedExitcode: true,
      out: "plan.json",
      again: "kubectl safe-rollback deployment/myapp --namespace=shop",
    });
  });

  it("can say the rollback again, without consent, output and credentials", () => {
    const typed = "deploy/myapp -n shop --token t --dry-run -o json -y --via direct --keep-mesh --database-url-file u";
    expect(askedFor(typed).again).toBe(
      "kubectl safe-rollback deployment/myapp --namespace=shop --via=direct --keep-mesh --database-url-file=u",
    );
  });

  it("quotes what a shell would read otherwise when it says the rollback again", () => {
    const words = ["deployment/myapp", "--down-command", "npm run 'down one'"];
    expect(understand(words, AT_TERMINAL)).toMatchObject({
      again: `kubectl safe-rollback deployment/myapp --down-command='npm run '\\''down one'\\'''`,
    });
  });

  it("prints the version in a format", () => {
    expect(meant("version -o yaml")).toEqual({ kind: "version", output: "yaml" });
  });
});

describe("words that cannot be meant", () => {
  it.each([
    ["", "no workload was named"],
    ["pods/x", `"pods" is neither a command nor a type of workload that can be rolled back`],
    ["pln deployment/x", `"pln" is neither a command nor a type of workload that can be rolled back`],
    ["deployment", "the name of the deployment is missing"],
    ["deployment/", "the name of the deployment is missing"],
    ["deployment/a/b", `"a/b" is no name that Kubernetes allows`],
    ["deployment Shop", `"Shop" is no name that Kubernetes allows`],
    ["deployment deployment/a", "write deployment/NAME or deployment NAME, not both at once"],
    ["deployment a b", "one workload at a time is supported in this version, and these are several: deployment a b"],
    [
      "deploy/a deploy/b",
      "one workload at a time is supported in this version, and these are several: deploy/a deploy/b",
    ],
    ["apply plan.json", "the command apply is not in this version"],
    ["status deployment/x", "the command status is not in this version"],
    ["record/x", "the command record is not in this version"],
    ["help apply", "there is no such command to show the help of"],
    ["version 2", "version takes no further words"],
    ["deployment/x --namespac shop", "unknown flag --namespac"],
    ["deployment/x --fence scale", "unknown flag --fence"],
    ["deployment/x --fence=scale", "unknown flag --fence"],
    ["deployment/x -l app=x", "unknown flag -l"],
    ["deployment/x --out f", "unknown flag --out"],
    ["plan deployment/x --yes", "unknown flag --yes"],
    ["--yes plan deployment/x", "--yes means nothing with plan"],
    ["history deployment/x --to-revision 2", "unknown flag --to-revision"],
    ["deployment/x -n", "--namespace needs a value"],
    ["deployment/x --dry-run client", "--dry-run takes its value with ="],
    ["deployment/x --dry-run=true", `--dry-run cannot be "true"`],
    ["deployment/x --tool flywheel", `--tool cannot be "flywheel"`],
    ["deployment/x --order data-first", `--order cannot be "data-first"`],
    ["deployment/x -o markdown", `--output cannot be "markdown"`],
    ["deployment/x --accept nonsense", `--accept cannot be "nonsense"`],
    ["deployment/x --to-revision -1", `--to-revision cannot be "-1"`],
    ["deployment/x --job-timeout 0", `--job-timeout cannot be "0"`],
    ["deployment/x --job-timeout soon", `--job-timeout cannot be "soon"`],
    ["deployment/x --job-label nothing", `--job-label cannot be "nothing"`],
    ["deployment/x -v high", `--v cannot be "high"`],
    ["deployment/x --database-url postgres://h/d", "unknown flag --database-url"],
    [
      "deployment/x --rehearse --rehearse-url-file f",
      "--rehearse and --rehearse-url-file are two ways to rehearse: give one of them",
    ],
    [
      "deployment/x --database-url-file - --rehearse-url-file -",
      "--database-url-file and --rehearse-url-file cannot both be standard input",
    ],
    ["deployment/x --detailed-exitcode", "--detailed-exitcode is only for plan and --dry-run"],
    ["plan deployment/x --dry-run=none", "a plan is a dry run: --dry-run=none means nothing with plan"],
  ])("%s: %s", (typed, summary) => {
    expect(troubleWith(typed)).toMatchObject({ code: "usage", summary });
  });

  it.each([
    ["deployment/x --namespac shop", "did you mean --namespace?"],
    ["deployment/x --conform 3f9c", "did you mean --confirm?"],
    ["pln deployment/x", "did you mean plan?"],
    ["deploymnet/x", "did you mean deployment?"],
    ["deployment/x --fence scale", "it is not in this version"],
    ["deployment/x --out f", "it belongs to: plan"],
    ["deployment/x -o markdown", "allowed: text, json, yaml, name (markdown is not in this version)"],
    ["deployment/x --order data-first", "allowed: schema-first, image-first"],
    ["pods/x", "types: deployment (deploy), statefulset (sts), daemonset (ds)"],
    ["deployment/x --selector a=b", "one workload at a time is supported in this version: TYPE/NAME"],
  ])("%s: says that %s", (typed, fact) => {
    expect(troubleWith(typed).facts).toContain(fact);
  });

  it.each(["statefulset/x", "sts x", "daemonset.apps/x", "ds/x", "plan sts/x"])(
    "%s is refused by its kind",
    (typed) => {
      expect(troubleWith(typed).code).toBe("kind-not-supported");
    },
  );

  it.each([
    ["deployment/x", "--database-url", "postgres://me:hunter2@db/shop"],
    ["deployment/x", "--database-url-env=postgres://me:hunter2@db/shop"],
    ["deployment/x", "--down-command", "psql postgres://me:hunter2/@db/shop"],
    ["postgres://me:hunter2@db/shop"],
    ["deployment/x", "--migrations-dir", "https://files/?user=me&password=hunter2"],
  ])("an argument with a password in it is refused and not repeated (%#)", (...words) => {
    const trouble = troubleOf(words);
    expect([trouble.code, JSON.stringify(trouble).includes("hunter2")]).toEqual(["usage", false]);
  });

  it.each(["a | b", "a && b", "a > f", "$HOME/x", "a; b", "`a`", "a 'b"])("--down-command refuses %s", (command) => {
    expect(troubleOf(["deployment/x", "--down-command", command]).code).toBe("usage");
  });
});

describe("the help", () => {
  it.each([
    ["rollback", ["--help"]],
    ["plan", ["plan", "-h"]],
    ["history", ["help", "history"]],
    ["version", ["version", "--help"]],
  ])("of %s reads well", async (name, words) => {
    await expect(helpFor(words)).toMatchFileSnapshot(`help-${name}.txt`);
  });
});

function meant(typed: string): unknown {
  return understand(wordsOf(typed), AT_TERMINAL);
}

function askedFor(typed: string, surroundings = AT_TERMINAL): Asked {
  const invocation = understand(wordsOf(typed), surroundings);
  if ("request" in invocation) return invocation;
  throw new Error(`${typed} asks for nothing of a cluster`);
}

function helpFor(words: readonly string[]): string {
  const invocation = understand(words, AT_TERMINAL);
  if (invocation.kind === "help") return invocation.text;
  throw new Error("it asks for no help");
}

function troubleWith(typed: string): Trouble {
  return troubleOf(wordsOf(typed));
}

function troubleOf(words: readonly string[]): Trouble {
  try {
    understand(words, AT_TERMINAL);
  } catch (error) {
    if (error instanceof SafeRollbackError) return error.trouble;
    throw error;
  }
  throw new Error("it was understood");
}

function wordsOf(typed: string): readonly string[] {
  return typed.split(" ").filter((word) => word !== "");
}
