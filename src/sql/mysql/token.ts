export type MysqlDialect = "mysql" | "mariadb";

export interface Token {
  /** `bad` is what neither server reads, or not for sure; its value says what it is. `end` follows the last one. */
  readonly kind: "word" | "quoted" | "string" | "number" | "variable" | "symbol" | "bad" | "end";
  /** An unquoted word in lower case, or a symbol; empty for all else, so that no quoted name is taken for a keyword. */
  readonly word: string;
  /** What it says, without quotes and escapes. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** A part of the text, before it has a line; `value` is null where it is what is written. */
export interface Lexeme {
  readonly kind: Token["kind"];
  readonly end: number;
  readonly value: string | null;
}
