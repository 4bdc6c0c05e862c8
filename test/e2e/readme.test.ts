import type { Grant, InSpace, Space } from "../support/space.ts";
// Every command and every manifest of the README runs: here, or where its block says.
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, it as base } from "vitest";
import { parse } from "yaml";
import { ACCEPTED, record, release, standing } from "../support/released.ts";
import { IMAGES, KNEX_MIGRATIONS } from "../support/shop.ts";
import { inSpace } from "../support/space.ts";

const it = base.extend<InSpace>(inSpace);

const ROOT = join(import.meta.dirname, "../..");
const README = readFileSync(join(ROOT, "README.md"), "utf8");
const CI = readFileSync(join(ROOT, ".ci/run"), "utf8");

const COMMANDS = blocksOf("sh").flatMap((block) => block.trim().split("\n"));
const PLUGIN = "kubectl safe-rollback ";

/** Commands that .ci/run runs as they are, and where it says so. */
const IN_CI: Readonly<Record<string, string>> = {
  "npm ci": "npm ci",
  "npm test": "tests test\n",
  "npm run demo": "npm run demo",
};

function blocksOf(language: string): readonly string[] {
  return [...README.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "gm"))].map(([, text = ""]) => text);
}

/** Commands that the tests below run. */
const HERE: ReadonlySet<string> = new Set(["npm link", `${PLUGIN}version`]);

function runsSomewhere(command: string): boolean {
  return command in IN_CI || HERE.has(command) || command.startsWith(PLUGIN);
}

function isOnFiles(command: string): boolean {
  return command.startsWith(`${PLUGIN}judge `);
}

function isOnWorkload(command: string): boolean {
  return command.startsWith(PLUGIN) && !HERE.has(command) && !isOnFiles(command);
}

function rulesOf(role: string): readonly Grant[] {
  return (parse(role) as { readonly rules: readonly Grant[] }).rules;
}

function runs(space: Space, command: string): ReturnType<Space["run"]> {
  return space.run(command.slice(PLUGIN.length).split(" "), {});
}

describe("the README", { concurrent: true }, () => {
  it("has no command that nothing here runs", () => {
    expect(COMMANDS.filter((command) => !runsSomewhere(command))).toEqual([]);
    expect([...README.matchAll(/^```(\w+)$/gm)].map(([, language]) => language)).not.toContain("bash");
  });

  it.for(COMMANDS.filter((command) => command in IN_CI))("has %s run by .ci/run", (command) => {
    expect(CI).toContain(IN_CI[command]);
  });

  it("installs by linking", async ({ onTestFinished }) => {
    const prefix = await mkdtemp(join(tmpdir(), "prefix-"));
    onTestFinished(() => rm(prefix, { recursive: true }));
    await execa("npm", ["link", "--ignore-scripts"], { cwd: ROOT, env: { npm_config_prefix: prefix } });
    const { stdout } = await execa("kubectl", ["safe-rollback", "version"], {
      env: { PATH: `${join(prefix, "bin")}:${process.env["PATH"]}` },
    });
    expect(stdout).toMatch(/\d+\.\d+\.\d+/);
  });

  it("judges the migration of its files", async ({ onTestFinished }) => {
    const directory = await mkdtemp(join(tmpdir(), "judged-"));
    onTestFinished(() => rm(directory, { recursive: true }));
    const files = {
      "before.sql": "create table users (id int primary key);",
      "up.sql": "alter table users add column email_verified boolean not null default false;",
      "down.sql": "alter table users drop column email_verified;",
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
    const [command = ""] = COMMANDS.filter(isOnFiles);
    const program = join(ROOT, "bin/kubectl-safe_rollback.js");
    const { stdout } = await execa("node", [program, ...command.slice(PLUGIN.length).split(" ")], { cwd: directory });
    expect(stdout).toMatch(/old code on the new schema +compatible/);
  });

  it("uses the program in this order, up to a rollback", async ({ space }) => {
    await release(space);
    const plan = join(space.directory, "plan.json");
    const commands = COMMANDS.filter(isOnWorkload).map((command) => command.replace("plan.json", plan));
    const codes: Record<string, number> = {};
    for (const command of commands) codes[command] = (await runs(space, command)).exitCode;
    expect(codes).toEqual(Object.fromEntries(commands.map((command) => [command, 0])));
    expect(await standing(space)).toMatchObject({ image: IMAGES.v1, ledger: Object.keys(KNEX_MIGRATIONS.v1) });
  });

  it("names the permissions that a run needs", async ({ space }) => {
    await release(space);
    await record(space, IMAGES.v1, Object.keys(KNEX_MIGRATIONS.v1));
    const kubeconfig = await space.kubeconfigWith(blocksOf("yaml").flatMap(rulesOf));
    const run = await space.run(["deployment/myapp", "--yes", ACCEPTED], { kubeconfig });
    expect(run.exitCode, run.stderr).toBe(0);
  });
});
