import type { Schema, Table } from "./schema.ts";

/** MySQL and MariaDB, whose tables are InnoDB's unless they say otherwise. */
export function isInnoDb({ dialect }: Pick<Schema, "dialect">): boolean {
  return dialect === "mysql" || dialect === "mariadb";
}

/** The engine that keeps a table of MySQL's, in lower case; InnoDB goes without saying. */
export function engineOf({ settings }: Pick<Table, "settings">): string {
  const option = settings.get("engine") ?? "innodb";
  return option
    .slice(option.lastIndexOf("=") + 1)
    .replaceAll(/['"`]/g, "")
    .trim()
    .toLowerCase();
}
