import type { ChangeOf } from "../../model/change.ts";

/** Why MySQL and MariaDB make no such trigger: ER_TRG_CANT_CHANGE_ROW and ER_TRG_NO_SUCH_ROW_IN_TRG. */
export function unfitTrigger({ timing, events, body, effects }: ChangeOf<"create-trigger">): string | undefined {
  if (timing === "after" && (effects?.assigns.length ?? 0) > 0) return "a row that is written already is not set";
  const words = body.replaceAll(QUOTED, "''");
  if (events.includes("insert") && OLD.test(words)) return "an insert has no old row";
  return events.includes("delete") && NEW.test(words) ? "a delete has no new row" : undefined;
}

const QUOTED = /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"/g;

const OLD = /\bold\s*\./i;

const NEW = /\bnew\s*\./i;
