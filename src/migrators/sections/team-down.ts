// Downs in SQL that a team keeps beside the migrations of a tool that has none, run in one transaction with the row.
import type { Down } from "../../model/migration.ts";
import { isCommentOnly } from "./sql-text.ts";

/** `text` is null where the file is not there; `missing` says so in the tool's words. */
export function teamDown(text: string | null, missing: string): Down {
  if (text === null) return { kind: "absent", because: missing };
  const statements = text.replace(/^\uFEFF/, "");
  if (isCommentOnly(statements)) return { kind: "absent", because: "the SQL file of its down is empty" };
  return { kind: "sql", text: statements, transaction: !ENDS_OR_REFUSES_TRANSACTION.test(statements) };
}

/**
 * A file's own begin and commit would end ours, and PostgreSQL refuses a few statements in any. What only looks like one
 * of them, in a comment or a string, is run outside a transaction for nothing, but it is run all the same.
 */
const ENDS_OR_REFUSES_TRANSACTION =
  /^\s*(?:begin(?:\s+(?:transaction|work))?\s*;|start\s+transaction|commit\b)|\b(?:index\s+concurrently|vacuum|add\s+value|(?:create|drop)\s+database)\b/im;
