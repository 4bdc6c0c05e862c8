import type { Change, Statement } from "../model/change.ts";

/**
 * A default, a label or a check in which a template's placeholder stands is not what will be run. Among rows, such a text
 * may be content: that of a letter, say.
 */
export function withoutUnfilled(statement: Statement): Statement {
  const found = PLACEHOLDER.exec(statement.text)?.[0];
  if (found === undefined || !statement.changes.some(({ kind }) => DEFINING.has(kind))) return statement;
  return { ...statement, changes: [{ kind: "opaque", because: `a template's placeholder is left in it: ${found}` }] };
}

/** Mustache, Jinja and Go; shells, Flyway and JavaScript; ERB and EJS; Ruby. An array of PostgreSQL's has commas in it. */
const PLACEHOLDER = /\{\{-?\s*[\w.$]+(?:\s*\|[^{}']*)?\s*-?\}\}|\$\{[\w.:-]+\}|<%=?[^%']*%>|#\{[\w.@]+\}/;

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
