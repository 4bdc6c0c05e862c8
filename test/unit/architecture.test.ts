import { globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, it } from "vitest";

const NOUNS = ["model", "ports", "errors.ts"];
const SECRETS = ["secret.ts", "mask.ts"];

/** What each layer may import besides itself. What is not listed is forbidden; `node:*` is any built-in. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  "errors.ts": ["model"],
  ports: ["model"],
  "secret.ts": ["ports"],
  "mask.ts": ["secret.ts"],
  judge: ["model"],
  decide: ["model", "errors.ts", "node:crypto"],
  sql: ["model", "errors.ts", "libpg-query", "node:*"],
  observe: [...NOUNS, "mask.ts", "unbash"],
  act: NOUNS,
  migrators: [...NOUNS, ...SECRETS, "node:path", "yaml"],
  database: [...NOUNS, ...SECRETS, "knex", "node:*"],
  kube: [...NOUNS, ...SECRETS, "@kubernetes/client-node", "execa", "node:*"],
  local: [...NOUNS, ...SECRETS, "node:*"],
  terminal: [...NOUNS, "inquirer", "yaml", "node:*"],
  "rollback.ts": [...NOUNS, "observe", "decide", "act"],
  commands: [...NOUNS, "observe", "decide", "act", "rollback.ts", "commander"],
  "interrupts.ts": NOUNS,
  "world.ts": ["*"],
  "run.ts": ["*"],
  "judge-files.ts": ["commands", "judge", "local", "model", "sql"],
  "judge-range.ts": ["judge", "model", "ports", "sql"],
  "cli.ts": ["*"],
};

interface SourceFile {
  readonly path: string;
  readonly text: string;
}

describe("the layers", () => {
  it("import only what they are allowed to", () => {
    expect(sourceFiles().flatMap(violationsOf)).toEqual([]);
  });

  it("are all listed", () => {
    expect(violationsOf({ path: "helpers/dates.ts", text: "" })).toEqual(["helpers is not a known layer"]);
  });

  it.each([
    ["act/execute.ts", `import { observe } from "../observe/observe.ts";`, "act may not import observe"],
    ["decide/gap.ts", `import type { Readers } from "../ports/world.ts";`, "decide may not import ports"],
    ["decide/gap.ts", `import os from "node:os";`, "decide may not import node:os"],
    ["commands/rollback.ts", `const kube = await import("../kube/client.ts");`, "commands may not import kube"],
    ["rollback.ts", `import "./kube/client.ts";`, "rollback.ts may not import kube"],
    ["terminal/ask.ts", `export { ask } from "../kube/writer.ts";`, "terminal may not import kube"],
    [
      "model/plan.ts",
      `import { V1Pod } from "@kubernetes/client-node";`,
      "model may not import @kubernetes/client-node",
    ],
  ])("%s cannot say %s", (path, text, complaint) => {
    expect(violationsOf({ path, text })).toEqual([`${path}: ${complaint}`]);
  });

  it.each([
    ["terminal/ask.ts", `import { prompt } from "inquirer";\nimport { once } from "node:events";`],
    ["decide/rules/no-way-back.ts", `import type { Rule } from "../rule.ts";`],
    ["cli.ts", `import { connectCluster } from "./kube/client.ts";`],
  ])("%s can say %s", (path, text) => {
    expect(violationsOf({ path, text })).toEqual([]);
  });
});

describe("starting the program", () => {
  it("loads no package but those that every command needs", () => {
    expect([...packagesLoadedBy("cli.ts")].toSorted()).toEqual(["commander", "yaml"]);
  });

  it("loads neither the readers of SQL nor the rules, which a plan without anything to judge never needs", () => {
    const files = [...filesLoadedBy("cli.ts"), ...filesLoadedBy("world.ts")];
    expect(files.filter((path) => /^(?:sql|judge)\//.test(path))).toEqual([]);
  });
});

/** What comes with a file before any of its code runs: its own imports and theirs, but for types and dynamic ones. */
function packagesLoadedBy(start: string): ReadonlySet<string> {
  return loadedFrom(start).packages;
}

function filesLoadedBy(start: string): ReadonlySet<string> {
  return loadedFrom(start).seen;
}

function loadedFrom(start: string): { readonly packages: ReadonlySet<string>; readonly seen: ReadonlySet<string> } {
  const files = new Map(sourceFiles().map(({ path, text }) => [path, text]));
  const packages = new Set<string>();
  const seen = new Set<string>();
  const walk = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const specifier of loadedBy(files.get(path) ?? "")) {
      if (specifier.startsWith(".")) walk(posix.join(posix.dirname(path), specifier));
      else if (!specifier.startsWith("node:")) packages.add(specifier);
    }
  };
  walk(start);
  return { packages, seen };
}

function loadedBy(text: string): readonly string[] {
  const statements = text.matchAll(/^(?:import|export)\b(?! type\b)(?:[^;"(]*?\bfrom)?\s*"([^"]+)"/gm);
  return [...statements].map(([, specifier]) => specifier ?? "");
}

function sourceFiles(): readonly SourceFile[] {
  const src = join(import.meta.dirname, "../../src");
  return globSync("**/*.ts", { cwd: src }).map((path) => ({
    path: path.replaceAll("\\", "/"),
    text: readFileSync(join(src, path), "utf8"),
  }));
}

function violationsOf({ path, text }: SourceFile): readonly string[] {
  const layer = layerOf(path);
  const allowed = MAY_IMPORT[layer];
  if (allowed === undefined) return [`${layer} is not a known layer`];
  return importsOf(text)
    .map((specifier) => targetOf(path, specifier))
    .filter((target) => target !== layer && !isAllowed(target, allowed))
    .map((target) => `${path}: ${layer} may not import ${target}`);
}

function isAllowed(target: string, allowed: readonly string[]): boolean {
  if (allowed.includes("*") || allowed.includes(target)) return true;
  return target.startsWith("node:") && allowed.includes("node:*");
}

/** Type-only, side-effect and dynamic imports and re-exports count like any other. */
function importsOf(text: string): readonly string[] {
  const specifiers = text.matchAll(/(?:^(?:import|export)\b[^;"]*?\bfrom\s*|^import\s*|\bimport\(\s*)"([^"]+)"/gm);
  return [...specifiers].map(([, specifier]) => specifier ?? "");
}

/** A folder of src, a file on its top level, or a package. */
function targetOf(path: string, specifier: string): string {
  if (specifier.startsWith(".")) return layerOf(posix.join(posix.dirname(path), specifier));
  if (specifier.startsWith("node:")) return specifier;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function layerOf(path: string): string {
  return path.split("/")[0] ?? path;
}
