/** The statements of a script in which each but the last ends its line with a semicolon. */
export function statementsOf(script: string): readonly string[] {
  return script.split(/;\s*(?:\n|$)/).filter((statement) => statement.trim() !== "");
}
