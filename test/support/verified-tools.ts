import type { Reporter, TestCase, TestModule, TestSuite } from "vitest/node";
import { MIGRATOR_NAMES } from "../../src/model/migration.ts";

/**
 * Prints, at the end of a run of the contract, which migration tools were tried for real and on which databases, which
 * only by their source, and which not, and why. It reads nothing but the results of tests: one that failed or was left
 * out keeps its tool from being called verified.
 */
export const verifiedTools: Reporter = {
  onTestRunEnd: (modules) => {
    const all = modules.flatMap((module) => [...module.children.allTests()]);
    const contract = all.filter((test) => test.project.name === "contract");
    if (contract.length > 0) process.stdout.write(`\n${reportOf(contract.map(triedIn)).join("\n")}\n`);
  },
};

/** A line for each tool, and below them why what did not run did not. */
export function reportOf(tests: readonly Tried[]): readonly string[] {
  return [...tableOf(tests), "", ...reasonsOf(tests)];
}

/** What one test says about a tool; a test that is about none has neither `title` nor `tool`. */
export interface Tried {
  readonly title: string | undefined;
  readonly tool: string | undefined;
  readonly dialect: string;
  readonly bySource: boolean;
  readonly state: "passed" | "failed" | "skipped" | "pending";
  readonly release: string | undefined;
  readonly database: string | undefined;
  /** Databases that the tool speaks and is not run on, and why. */
  readonly notOn: Readonly<Record<string, string>>;
  /** What kept it from running at all: the error of the file or group it is in. */
  readonly because: string | undefined;
}

function triedIn(test: TestCase): Tried {
  const { ran, release, database } = test.meta();
  const tool = ran?.tool ?? toolBySource(test.fullName);
  return {
    title: ran?.title ?? tool,
    tool,
    dialect: ran?.dialect ?? "",
    bySource: ran === undefined,
    state: test.result().state,
    release,
    database,
    notOn: ran?.notOn ?? {},
    because: errorAbove(test.parent),
  };
}

/** The first tool that is named in titles which say so. */
function toolBySource(title: string): string | undefined {
  if (!title.includes("by its source")) return undefined;
  const words = title.toLowerCase().split(/[^a-z0-9-]+/);
  return words.find((word) => MIGRATOR_NAMES.some((name) => name === word));
}

function errorAbove(group: TestSuite | TestModule): string | undefined {
  const [error] = group.errors();
  if (error !== undefined) return error.message.split("\n")[0];
  return group.type === "module" ? undefined : errorAbove(group.parent);
}

function tableOf(tests: readonly Tried[]): readonly string[] {
  const databases = Object.entries(PRODUCTS).map(([dialect, product]) => {
    const seen = tests.find((test) => test.dialect === dialect && test.database !== undefined)?.database;
    return [product, seen].filter(Boolean).join(" ");
  });
  const rows = titlesIn(tests).map((title) => rowOf(tests.filter((test) => test.title === title)));
  const untried = MIGRATOR_NAMES.filter((name) => !tests.some(({ tool }) => tool === name));
  return aligned([["migration tool", "release", ...databases], ...rows, ...untried.map((name) => [name, "not run"])]);
}

function titlesIn(tests: readonly Tried[]): readonly string[] {
  const inOrder = MIGRATOR_NAMES.flatMap((name) => tests.filter(({ tool }) => tool === name));
  return [...new Set(inOrder.flatMap(({ title }) => (title === undefined ? [] : [title])))];
}

function rowOf(tests: readonly Tried[]): readonly string[] {
  const [first] = tests;
  const release = tests.find((test) => test.release !== undefined)?.release ?? "";
  if (first?.bySource === true) return [first.title ?? "", `by its source ${verdict(tests, "only")}`];
  const cells = Object.keys(PRODUCTS).map((dialect) => {
    const here = tests.filter((test) => test.dialect === dialect);
    if (here.length > 0) return verdict(here, "verified");
    return first?.notOn[dialect] === undefined ? "-" : "not run";
  });
  return [first?.title ?? "", release, ...cells];
}

function verdict(tests: readonly Tried[], passed: string): string {
  const count = (state: Tried["state"]): number => tests.filter((test) => test.state === state).length;
  if (count("failed") > 0) return `FAILED ${count("failed")} of ${tests.length}`;
  if (count("passed") === 0) return "not run";
  return count("passed") === tests.length ? passed : `${count("passed")} of ${tests.length} run`;
}

function reasonsOf(tests: readonly Tried[]): readonly string[] {
  const kept = tests.flatMap(({ title, dialect, because, state }) =>
    title === undefined || state === "passed" || state === "failed"
      ? []
      : [`not run: ${title} on ${PRODUCTS[dialect] ?? "any database"}: ${because ?? "left out by this run's filter"}`],
  );
  const known = tests.flatMap(({ title, notOn }) =>
    Object.entries(notOn).map(([dialect, why]) => `not run: ${title} on ${PRODUCTS[dialect]}: ${why}`),
  );
  const untried = MIGRATOR_NAMES.filter((name) => !tests.some(({ tool }) => tool === name));
  return [...new Set([...kept, ...known, ...untried.map((name) => `not run: ${name}: no test that ran is about it`)])];
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

const PRODUCTS: Readonly<Record<string, string>> = {
  postgresql: "PostgreSQL",
  mariadb: "MariaDB",
  mysql: "MySQL",
  sqlite: "SQLite",
};

declare module "vitest" {
  interface TaskMeta {
    /** Which tool is tried on which database. */
    readonly ran?: Pick<Tried, "dialect" | "notOn"> & { readonly tool: string; readonly title: string };
    /** What the tool says it is. */
    release?: string;
    /** The version of the database. */
    database?: string;
  }
}
