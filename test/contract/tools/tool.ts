import type { MigratorName } from "../../../src/model/migration.ts";
import type { Dialect } from "../../../src/model/situation.ts";
import type { Command } from "../../../src/ports/image.ts";
import type { ToolSettings } from "../../../src/ports/migrator.ts";
import type { DatabaseHome } from "../../support/databases.ts";

/** A migration in the tool's own form, to be put beside the fixture's. */
export interface Text {
  readonly file: string;
  readonly text: string;
  /** As the ledger spells it. */
  readonly name: string;
  /** A second file of the same migration, where the tool's take two. */
  readonly beside?: { readonly file: string; readonly text: string };
}

export type By = "its own commands" | "a direct connection";

/** A real migration tool as the contract meets it: test/fixtures/migrations/<name> holds its project. */
export interface RealTool {
  readonly name: MigratorName;
  /** Where one adapter is tried with several releases of its tool: the tool and the release. */
  readonly title?: string;
  /** The folder in test/fixtures/migrations, where it is not the tool's name. */
  readonly fixture?: string;
  /** The ledger's table, where only a look at the image tells which it is. */
  readonly defaultTable?: string;
  /** What ran, for the table of the verified. */
  readonly version: () => Promise<string>;
  readonly dialects: readonly DatabaseHome["dialect"][];
  /** Why it is not run on a database that operators may well use it with. */
  readonly notOn?: Partial<Record<Dialect, string>>;
  /** Where the five migrations lie in the fixture, and in the project. */
  readonly directory: string;
  /** The name in the ledger of one of the fixture's files (or folders). */
  readonly nameOf: (file: string) => string;
  /** The ways back that the tool has. */
  readonly by: readonly By[];
  /** Sorts after the fixture's; its up does nothing, its down fails on a table `no_such_table`. */
  readonly failing: Text;
  /** Likewise, but nobody wrote a down, or an empty one; null when the tool cannot apply such a thing. */
  readonly empty: Text | null;
  /** Likewise, but nobody wrote a down at all, where that is another thing than an empty one. */
  readonly absent?: Text;
  /**
   * What the tool does with a migration that sorts before one that is applied; "applied" where nothing is said.
   * "no such thing" is for tools whose files say themselves what each comes after.
   */
  readonly late?: "applied" | "refused" | "left out" | "no such thing";
  /** The tool's own command that takes back all there is, where it has one. */
  readonly greedy?: Command;
  /** What a migrator at work does to its lock, and what is said of it then; nothing where the tool has no lock. */
  readonly locked?: Partial<Record<DatabaseHome["dialect"], { readonly sql: string; readonly says: RegExp }>>;
  /** Marks `name` as half applied behind the tool's back, where the ledger has such a mark. */
  readonly dirty?: { readonly name: string; readonly sql: string };
  /**
   * Records `name` in the ledger behind the tool's back; `refused` is what is said of a ledger that makes no sense
   * without the file.
   */
  readonly unknownRow: { readonly name: string; readonly sql: string; readonly refused?: RegExp };
  /** What makes the tool keep its ledger in the table `app_ledger`; null when it always has the same. */
  readonly customTable: {
    readonly environment: Readonly<Record<string, string>>;
    readonly settings: Partial<ToolSettings>;
  } | null;
  /** What makes it keep its ledger in the table `app_ledger` of PostgreSQL's schema `ledgers`, where it can be told. */
  readonly customSchema?: {
    readonly environment: Readonly<Record<string, string>>;
    readonly settings: Partial<ToolSettings>;
  };
  /** In an image it tells its ledger by its own status, which names neither the database's version nor a missing table. */
  readonly asksStatus?: true;
  /** What its image carries can read a ledger in SQLite too. */
  readonly readsFilesInImage?: true;
  /** What the container's environment holds, given the URL. */
  readonly environment: (url: string) => Readonly<Record<string, string>>;
  /** What it holds besides in a Job on a clone, given its URL: what only single commands are told. */
  readonly toldOfClone?: (url: string) => Readonly<Record<string, string>>;
  readonly url: (server: DatabaseHome, database: string) => string;
  /** Directories with the tool's programs, first on the PATH. */
  readonly path: readonly string[];
  /** The node_modules that the project sees; this repository's own where not given. */
  readonly nodeModules?: (dialect: DatabaseHome["dialect"]) => string;
  /** Puts what else the real tool needs into a project. */
  readonly install: (directory: string) => void;
}

export function plainUrl(server: DatabaseHome, database: string): string {
  return server.urlOf(database);
}

/** A command without an environment of its own. */
export function cli(...argv: readonly string[]): Command {
  return { argv, environment: {} };
}
