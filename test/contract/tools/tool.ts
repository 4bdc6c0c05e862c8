import type { MigratorName } from "../../../src/model/migration.ts";
import type { ToolSettings } from "../../../src/ports.ts";
import type { DatabaseServer } from "../../support/databases.ts";

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
  readonly dialects: readonly DatabaseServer["dialect"][];
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
  /** In an image it tells its ledger by its own status, which names neither the database's version nor a missing table. */
  readonly asksStatus?: true;
  /** What the container's environment holds, given the URL. */
  readonly environment: (url: string) => Readonly<Record<string, string>>;
  readonly url: (server: DatabaseServer, database: string) => string;
  /** Directories with the tool's programs, first on the PATH. */
  readonly path: readonly string[];
  /** The node_modules that the project sees; this repository's own where not given. */
  readonly nodeModules?: () => string;
  /** Puts what else the real tool needs into a project. */
  readonly install: (directory: string) => void;
}

export function plainUrl(server: DatabaseServer, database: string): string {
  return server.urlOf(database);
}
