import type { SchemaDdl } from "../../model/schema-ddl.ts";

/**
 * How a schema differs from another one, each thing as one phrase; none where they are alike. The order of a table's
 * columns is left out: statements that name their columns do not see it. So is where a counter stands.
 */
export function differencesBetween(wanted: SchemaDdl, found: SchemaDdl): readonly string[] {
  return [
    ...goneBetween(wanted, found).map((thing) => `missing: ${thing}`),
    ...goneBetween(found, wanted).map((thing) => `too much: ${thing}`),
  ];
}

/** What is in the first schema and not, or not so, in the second. */
export function goneBetween(before: SchemaDdl, after: SchemaDdl): readonly string[] {
  const left = thingsIn(after);
  return [...thingsIn(before)].filter(([thing]) => !left.has(thing)).map(([, phrase]) => phrase);
}

/** What each thing is, in full, and how it is called on one line. */
function thingsIn({ statements, leftOut }: SchemaDdl): ReadonlyMap<string, string> {
  return new Map([...statements.flatMap(partsOf), ...leftOut].map((thing) => [thing, phraseOf(thing)]));
}

/** A table's columns, keys and options one by one, as both databases print them: each on a line of its own. */
function partsOf(statement: string): readonly string[] {
  const [first = "", ...lines] = statement.split("\n");
  if (!TABLE.test(first) || lines.length === 0) return [statement];
  const [table = ""] = first.split(" (");
  const parts = lines.map((line) =>
    line
      .replace(/,$/, "")
      .replace(/ AUTO_INCREMENT=\d+/, "")
      .trim(),
  );
  return parts.map((part) => (part.startsWith(")") ? `${table} ${part}` : `${part} of ${table.replace(TABLE, "")}`));
}

function phraseOf(thing: string): string {
  const phrase = thing.replaceAll(/\s+/g, " ").trim();
  return phrase.length > LONGEST_PHRASE ? `${phrase.slice(0, LONGEST_PHRASE)}…` : phrase;
}

const TABLE = /^create (?:unlogged )?table /i;

const LONGEST_PHRASE = 160;
