import type { MigratorName } from "../model/migration.ts";
import type { Migrator } from "../ports.ts";
import { dbmate } from "./dbmate.ts";
import { knex } from "./knex.ts";

/** Every tool that is supported. A new one is one more file and one more name. */
export const migrators: { readonly knex: Migrator; readonly dbmate: Migrator } = {
  knex,
  dbmate,
} satisfies Record<MigratorName, Migrator>;
