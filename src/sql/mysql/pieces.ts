import type { Lexer } from "./lexer.ts";
import type { MysqlDialect, Token } from "./token.ts";
import { bodyTracker } from "./bodies.ts";
import { endOfLine, lexerOf, moveTo, nextToken, skipBlank } from "./lexer.ts";
import { withoutSecrets } from "./secrets.ts";

/** The text of one statement, as the client or the tool cuts it out. */
export interface Piece {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** It ends within the body of a routine, trigger or event. */
  readonly isCutShort: boolean;
}

/**
 * Cuts a text into statements: at `;`, at what DELIMITER says (a command of the mysql client that tools know as well),
 * and not inside the body of a routine, trigger or event. Comments alone make no statement.
 */
export function piecesOf(text: string, dialect: MysqlDialect): readonly Piece[] {
  const lexer = lexerOf(text, dialect);
  const pieces: Piece[] = [];
  skipBlank(lexer);
  while (lexer.at < text.length || lexer.broken !== null) {
    if (isDelimiterCommand(lexer)) lexer.delimiter = readDelimiter(lexer) ?? lexer.delimiter;
    else {
      const start = lexer.executable > 0 ? lexer.openedAt : lexer.at;
      const { tokens, isCutShort } = untilDelimiter(lexer);
      const end = Math.max(tokens.at(-1)?.end ?? 0, lexer.closedAt);
      const passage = { tokens, from: 0, to: tokens.length, text: text.slice(start, end), start };
      if (tokens.length > 0) pieces.push({ text: withoutSecrets(passage), tokens, isCutShort });
    }
    skipBlank(lexer);
  }
  return pieces;
}

function isDelimiterCommand({ text, at }: Lexer): boolean {
  return (
    text.slice(at, at + 9).toLowerCase() === "delimiter" && (text.charCodeAt(at + 9) <= 32 || at + 9 >= text.length)
  );
}

/** Up to the first blank, as the client reads it; null where nothing follows. */
function readDelimiter(lexer: Lexer): string | null {
  const end = endOfLine(lexer.text, lexer.at);
  const [, delimiter] = lexer.text.slice(lexer.at, end).trim().split(/\s+/);
  moveTo(lexer, end);
  return delimiter ?? null;
}

/** The tokens before the next delimiter, which is gone over. A `;` before another delimiter says nothing. */
function untilDelimiter(lexer: Lexer): Pick<Piece, "tokens" | "isCutShort"> {
  const { delimiter } = lexer;
  const tokens: Token[] = [];
  const tracker = bodyTracker();
  while (lexer.at < lexer.text.length || lexer.broken !== null) {
    const ends = lexer.broken === null && lexer.text.startsWith(delimiter, lexer.at);
    if (ends && (delimiter !== ";" || !tracker.isInBody())) {
      moveTo(lexer, lexer.at + delimiter.length);
      break;
    }
    const token = nextToken(lexer);
    tokens.push(token);
    tracker.follow(token);
    skipBlank(lexer);
  }
  while (tokens.at(-1)?.word === ";") tokens.pop();
  return { tokens, isCutShort: tracker.isInBody() };
}
