import type { SqlSeen } from "../../model/migration-sql.ts";
import { isCommentOnly } from "../sections/sql-text.ts";

/** What Liquibase printed of one changeset, by `path::id::author`, as its comments and listings spell a changeset. */
export type Sections = ReadonlyMap<string, string>;

/**
 * The output of its commands that print SQL, told apart by its comments (liquibase/changelog/ChangeSet.java, execute and
 * rollback). undefined where a comment speaks of a changeset that is not `expected`, or twice of the same: a changeset's
 * own SQL may have such comments too, and then nothing can be told apart.
 */
export function sectionsIn(lines: readonly string[], expected: ReadonlySet<string>): Sections | undefined {
  const starts = lines.flatMap((line, at) => {
    const name = HEADER.exec(line)?.[1];
    return name === undefined ? [] : [{ at, name: plainName(name) }];
  });
  const names = new Set(starts.map(({ name }) => name));
  if (names.size < starts.length || [...names].some((name) => !expected.has(name))) return undefined;
  return new Map(
    starts.map(({ at, name }, index) => [
      name,
      lines
        .slice(at + 1, starts[index + 1]?.at)
        .join("\n")
        .trim(),
    ]),
  );
}

/**
 * One section as a side that was recorded, in one text: where its statements end is for a parser to say. `kinds` are those
 * of its changes. What liquibase/executor/LoggingExecutor.java cannot show is a doubt. A changeset is a transaction unless
 * it says otherwise (liquibase/changelog/ChangeSet.java, runInTransaction); outside of one its statements run one by one,
 * which the text does not tell.
 */
export function recordedSide(
  section: string | undefined,
  kinds: readonly string[] = [],
  isTransaction = false,
): SqlSeen | undefined {
  if (section === undefined) return undefined;
  const text = section.replaceAll(PREPARED, "").trim();
  const isEmpty = isCommentOnly(text);
  if (!isEmpty && !text.replace(LAST_COMMENTS, "").endsWith(";"))
    return { kind: "unseen", because: "its statements end by something else than a semicolon" };
  if (WITHOUT_COLUMNS.test(text))
    return { kind: "unseen", because: "it makes a table anew from what it reads of it, and none was there to be read" };
  const doubts = DOUBTS.filter(({ of }) => of(section, kinds)).map(({ doubt }) => doubt);
  return { kind: "recorded", statements: isEmpty ? [] : [text], transaction: isTransaction ? true : null, doubts };
}

/** Releases 3 record Spring's own prefix. */
export function plainName(name: string): string {
  return name.replace(/^classpath:\/*/, "");
}

const HEADER = /^--\s+(?:Changeset|Rolling Back ChangeSet:) (\S.*::.*::.*)$/i;

/** What it makes of a change of a column on SQLite without a database (liquibase/database/core/SQLiteDatabase.java). */
const WITHOUT_COLUMNS = /^CREATE TABLE \S+ \(\);$/m;

const LAST_COMMENTS = /\s*(?:\n--[^\n]*)+$/;

const PREPARED = /^WARNING: This statement uses a prepared statement.*$/gm;

const DOUBTS: readonly {
  readonly of: (section: string, kinds: readonly string[]) => boolean;
  readonly doubt: string;
}[] = [
  {
    of: (section) => /^--\s+WARNING The following SQL may change each run/m.test(section),
    doubt: "it goes by what the database or a file holds, so that its SQL may be another one each time",
  },
  {
    of: (section) => section.search(PREPARED) !== -1,
    doubt: "it sends values that are not in its SQL",
  },
  { of: (section) => section.includes("${"), doubt: "a placeholder is left in its SQL" },
  {
    of: (_, kinds) => kinds.includes("executeCommand"),
    doubt: "it starts a program, which SQL does not show and nothing did while its SQL was recorded",
  },
];
