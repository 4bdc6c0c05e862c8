import type { KnownMigration } from "../../model/migration.ts";

/** The SQL of an up, for a `KnownMigration`: nothing where no file of SQL holds it or nobody read it. */
export function upOf(text: string | null | undefined): Pick<KnownMigration, "up"> {
  return text === null || text === undefined ? {} : { up: text.replace(/^\uFEFF/, "") };
}
