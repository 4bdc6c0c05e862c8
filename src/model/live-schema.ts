import type { SchemaDdl } from "./schema-ddl.ts";

/** What is read of a live PostgreSQL so that it can be built again elsewhere: its catalogs, and no rows. */
export interface LiveSchema {
  readonly ddl: SchemaDdl;
  readonly roles: readonly string[];
  /** The schemas in which the connection finds unqualified names, first one first. */
  readonly searchPath: readonly string[];
}
