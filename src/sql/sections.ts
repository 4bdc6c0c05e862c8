// Many tools keep both sides of a migration in one text, and tell them apart by a comment. Given as one side, such a text
// is not what is run, and which tool reads it is not said.

export interface OtherSection {
  /** As it is written. */
  readonly mark: string;
  /** From 1. */
  readonly line: number;
  /** What stands behind it. */
  readonly rest: string;
}

/** Where, in a text that is said to be one side of a migration, something else begins; null where nothing does. */
export function otherSection(text: string, side: "up" | "down"): OtherSection | null {
  const lines = text.split("\n");
  const place = lines.findIndex((line) => beginsOther(line, side));
  if (place < 0) return null;
  return { mark: lines[place]?.trim() ?? "", line: place + 1, rest: lines.slice(place + 1).join("\n") };
}

function beginsOther(line: string, side: "up" | "down"): boolean {
  const comment = COMMENT.exec(line.trim())?.groups?.["words"];
  if (comment === undefined) return false;
  const words = comment.toLowerCase().replaceAll(BETWEEN_WORDS, " ").trim();
  const direction = DIRECTION.exec(words)?.groups?.["direction"];
  return BOTH.test(words) || (direction !== undefined && side !== (UPS.has(direction) ? "up" : "down"));
}

const COMMENT = /^(?:--|#|\/\*|\/\/)(?<words>.{1,80})$/;

const BETWEEN_WORDS = /[^\p{L}\p{N}]+/gu;

/** goose, sql-migrate, dbmate, micrate, rambler, node-pg-migrate, MyBatis, Play, shmig, and files of Atlas in an archive. */
const DIRECTION =
  /^(?:(?:goose|migrate|micrate|rambler|migration|sql migrate) )?(?<direction>ups?|downs?|undo|rollback|revert)(?: (?:migrations?|script|section|sql))?(?: (?:transaction|notransaction|no) ?.*)?$/;

const UPS: ReadonlySet<string> = new Set(["up", "ups"]);

/** tern's line between the two; a changelog of Liquibase, and an archive of Atlas. */
const BOTH = /^(?:create above drop below|liquibase formatted sql.*|atlas txtar)$/;
