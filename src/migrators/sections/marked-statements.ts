// goose and sql-migrate split a text alike: a statement ends with a line that ends with a semicolon, but for what stands
// between two marks, which is one. It matters outside a transaction, where PostgreSQL takes one text for one.
import { isCommentOnly } from "./sql-text.ts";

/** To the databases a comment. */
export const STATEMENT_BEGIN: string = "-- StatementBegin";

/** The lines of a block, its marks included; its last statement gets the semicolon that the tools do not ask for. */
export function endOfBlock(before: readonly string[]): readonly string[] {
  const last = before.findLast((line) => line.trim() !== "") ?? "";
  return ENDS_STATEMENT.test(last) || last === STATEMENT_BEGIN ? [STATEMENT_END] : [";", STATEMENT_END];
}

/** Each statement of the text of a down, in its order. */
export function statementsIn(text: string): readonly string[] {
  const statements: string[] = [];
  let own: string[] = [];
  let isBlock = false;
  for (const line of text.split("\n")) {
    isBlock = line === STATEMENT_BEGIN || (isBlock && line !== STATEMENT_END);
    if (line !== STATEMENT_BEGIN && line !== STATEMENT_END) own.push(line);
    if (isBlock || !(line === STATEMENT_END || ENDS_STATEMENT.test(line))) continue;
    statements.push(own.join("\n"));
    own = [];
  }
  return [...statements, own.join("\n")].filter((statement) => !isCommentOnly(statement));
}

const ENDS_STATEMENT = /;(?:\s+--.*|\s*)$/;

const STATEMENT_END = "-- StatementEnd";
