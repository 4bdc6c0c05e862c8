import type { Address, Database } from "../../src/ports/database.ts";
import type { Command } from "../../src/ports/image.ts";
import type { Migrator, ToolSettings } from "../../src/ports/migrator.ts";
import type { DatabaseHome } from "../support/databases.ts";
import type { RealTool } from "./tools/tool.ts";
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { createDatabases } from "../../src/database/connect.ts";
import { migrators } from "../../src/migrators/all.ts";
import { secretOf } from "../../src/secret.ts";

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** A directory like an image's working directory (its `bin` is first on the PATH), with the real tool in it, and a database of its own. */
export interface Project {
  readonly migrator: Migrator;
  readonly directory: string;
  /** Where its migrations are, on this machine. */
  readonly migrations: string;
  readonly settings: ToolSettings;
  readonly address: Address;
  readonly url: string;
  /** Changes the database as somebody else would, behind the tool's back, and keeps that session until `during` ends. */
  readonly change: (text: string, during?: () => Promise<void>) => Promise<void>;
  /** The names of the fixture's five migrations, as files. */
  readonly files: readonly string[];
  /** Puts the fixture's first migrations in place, as many as are asked for, but not the one at `without`. */
  readonly add: (count: number, without?: number) => void;
  readonly write: (file: string, text: string) => void;
  /** Applies whatever is pending, with the real tool. @throws when it fails */
  apply(): Promise<void>;
  /** Runs a command as the container would: its own environment and working directory. */
  readonly run: (command: Command, environment?: Readonly<Record<string, string>>) => Promise<Ended>;
  /** Runs a command as a probe Job that needs nothing would: in the same place, without the container's environment. */
  readonly probe: (command: Command) => Promise<Ended>;
  /** Opens the database for reading and closes it again. */
  ask<T>(question: (database: Database) => Promise<T>): Promise<T>;
  remove(): void;
}

export interface Wishes {
  readonly environment?: Readonly<Record<string, string>>;
  readonly settings?: Partial<ToolSettings>;
}

export async function createProject(
  tool: RealTool,
  server: DatabaseHome,
  { environment = {}, settings = {} }: Wishes = {},
): Promise<Project> {
  const fixture = join(import.meta.dirname, "../fixtures/migrations", tool.fixture ?? tool.name);
  const within = tool.directory;
  const directory = mkdtempSync(join(tmpdir(), `${tool.name}-project-`));
  const migrations = join(directory, within);
  const files = readdirSync(join(fixture, within)).toSorted();
  cpSync(fixture, directory, { recursive: true, filter: (path) => path !== join(fixture, within) });
  mkdirSync(migrations, { recursive: true });
  symlinkSync(tool.nodeModules?.(server.dialect) ?? NODE_MODULES, join(directory, "node_modules"));
  tool.install(directory);
  const name = `${tool.name.replaceAll("-", "_")}_${(created += 1)}`;
  await server.createDatabase(name);
  const url = tool.url(server, name);
  const databases = createDatabases(secretOf(url));
  const address = databases.locate(NOTHING, FROM_FILE, { urlVariables: [] });
  const migrator = migrators[tool.name];
  const table = tool.defaultTable === undefined ? {} : { table: tool.defaultTable };
  const all: ToolSettings = { variables: {}, ...table, ...settings };
  const path = [join(directory, "bin"), ...tool.path, TOOLS].join(":");
  const run = async (command: Command, more: Readonly<Record<string, string>> = {}): Promise<Ended> =>
    runIn(directory, command, { PATH: path, ...tool.environment(url), ...environment, ...more });
  return {
    migrator,
    directory,
    migrations,
    settings: all,
    address,
    url,
    change: async (text, during) => server.session(name, text, during),
    files,
    add: (count, without) =>
      files
        .filter((_, at) => at < count && at !== without)
        .forEach((file) => cpSync(join(fixture, within, file), join(migrations, file), { recursive: true })),
    write: (file, text) => {
      mkdirSync(dirname(join(migrations, file)), { recursive: true });
      writeFileSync(join(migrations, file), text);
    },
    apply: async () => {
      const { code, output } = await run(migrator.forwardCommand(all));
      if (code !== 0) throw new Error(`the tool could not apply its migrations:\n${output}`);
    },
    run,
    probe: async (command) => runIn(directory, command, { PATH: path }),
    ask: async (question) => {
      const database = await databases.open(address);
      try {
        return await question(database);
      } finally {
        await database.close();
      }
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

async function runIn(
  directory: string,
  { argv, environment, aliases = {} }: Command,
  container: Readonly<Record<string, string>>,
): Promise<Ended> {
  const [program = "", ...words] = argv;
  const named = Object.entries(aliases).map(([name, variable]) => [name, container[variable]]);
  const env = { HOME: directory, ...container, ...environment, ...Object.fromEntries(named) } as NodeJS.ProcessEnv;
  try {
    const { stdout, stderr } = await execute(program, words, { cwd: directory, env });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

function onlyShell(): string {
  const directory = mkdtempSync(join(tmpdir(), "only-shell-"));
  symlinkSync("/bin/sh", join(directory, "sh"));
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

const execute = promisify(execFile);

let created = 0;

const NODE_MODULES = join(import.meta.dirname, "../../node_modules");

/** Node as it runs here, the tools of this project and a shell; nothing else that the machine may have. */
const TOOLS = [dirname(process.execPath), join(NODE_MODULES, ".bin"), onlyShell()].join(":");

const NOTHING = { variables: new Map(), unresolved: new Map() };

const FROM_FILE = {
  databaseUrlFrom: { value: "file", from: "flag" },
  revert: { value: "auto", from: "default" },
  via: { value: "job", from: "default" },
  order: { value: "schema-first", from: "default" },
  jobTimeoutSeconds: { value: 600, from: "default" },
  jobLabels: { value: {}, from: "default" },
  keepMesh: { value: false, from: "default" },
  keepRows: { value: "auto", from: "default" },
  keepRowsMaxBytes: { value: 1_073_741_824, from: "default" },
} as const;
