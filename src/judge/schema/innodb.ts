import type { Schema } from "./schema.ts";

/** MySQL and MariaDB, whose tables are InnoDB's unless they say otherwise. */
export function isInnoDb({ dialect }: Pick<Schema, "dialect">): boolean {
  return dialect === "mysql" || dialect === "mariadb";
}
