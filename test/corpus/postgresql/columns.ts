import type { CorpusCase } from "../case.ts";
import { ACCOUNTS } from "./accounts.ts";

export const POSTGRESQL_COLUMNS: readonly CorpusCase[] = [
  {
    ...ACCOUNTS,
    name: "adds a column with a default",
    up: "alter table accounts add column email_verified boolean not null default false",
    down: "alter table accounts drop column email_verified",
    new: ["select id, email_verified from accounts", "update accounts set email_verified = true where id = 1"],
    written: "update accounts set email_verified = true where id = 1",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:accounts.email_verified"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...ACCOUNTS,
    name: "drops a column",
    up: "alter table accounts drop column legacy_status",
    down: "alter table accounts add column legacy_status text",
    new: ["select id, email from accounts", "insert into accounts (email) values ('new@example.com')"],
    written: "insert into accounts (email) values ('carol@example.com')",
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:accounts.legacy_status"],
      down: "yes",
      restores: "structure_only",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
];
