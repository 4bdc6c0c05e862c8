import type { Change, Statement } from "../model/change.ts";

/**
 * A default, a label or a check in which a template's placeholder stands is not what will be run, nor is a value that is
 * nothing else. Among rows, a text with others in it may be content: that of a letter, say.
 */
export function withoutUnfilled(statement: Statement): Statement {
  const has = (kinds: ReadonlySet<Change["kind"]>): boolean => statement.changes.some(({ kind }) => kinds.has(kind));
  const written = has(WRITING) ? ALONE.exec(statement.text) : null;
  const found = has(DEFINING) ? PLACEHOLDER.exec(statement.text) : written;
  if (found === null) return statement;
  return {
    ...statement,
    changes: [{ kind: "opaque", because: `a template's placeholder is left in it: ${found[0]}` }],
  };
}

/** Mustache, Jinja and Go; shells, Flyway and JavaScript; ERB and EJS; Ruby. An array of PostgreSQL's has commas in it. */
const PLACEHOLDER = /\{\{-?\s*[\w.$]+(?:\s*\|[^{}']*)?\s*-?\}\}|\$\{[\w.:-]+\}|<%=?[^%']*%>|#\{[\w.@]+\}/;

const ALONE = new RegExp(`'(?:${PLACEHOLDER.source})'`);

const WRITING: ReadonlySet<Change["kind"]> = new Set(["insert", "update", "delete"]);

const DEFINING: ReadonlySet<Change["kind"]> = new Set([
  "create-table",
  "add-column",
  "restate-column",
  "set-default",
  "add-constraint",
  "create-enum",
  "add-enum-value",
  "create-domain",
  "alter-domain",
]);
