// The words of SQLite's SQL, as src/tokenize.c cuts them.

export interface Token {
  readonly kind: "word" | "quoted" | "string" | "number" | "variable" | "symbol" | "end";
  /** An unquoted word in lower case, or a symbol; empty for all else, so that no quoted name is taken for a keyword. */
  readonly word: string;
  /** What it says, without quotes. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let token = tokenFrom(text, 0); token !== null; token = tokenFrom(text, token.end)) tokens.push(token);
  return tokens;
}

function tokenFrom(text: string, place: number): Token | null {
  const start = pastBlanks(text, place);
  if (start >= text.length) return null;
  for (const { kind, form } of FORMS) {
    form.lastIndex = start;
    const written = form.exec(text)?.[0];
    if (written !== undefined) return tokenOf(kind, start, written);
  }
  const isOpen = QUOTES[text.charAt(start)] !== undefined || text.startsWith("/*", start);
  const end = isOpen ? text.length : start + 1;
  return tokenOf("symbol", start, text.slice(start, end));
}

function tokenOf(kind: Token["kind"], start: number, written: string): Token {
  const isPlain = kind === "word" || kind === "symbol";
  const closing = kind === "string" || kind === "quoted" ? QUOTES[written.charAt(0)] : undefined;
  const value = closing === undefined ? written : written.slice(1, -1).replaceAll(closing + closing, closing);
  return { kind, word: isPlain ? written.toLowerCase() : "", value, start, end: start + written.length };
}

/** Comments do not nest. One that is not closed hides all the rest from SQLite, and hints at a text that was cut off. */
function pastBlanks(text: string, place: number): number {
  let at = place;
  for (;;) {
    BLANK.lastIndex = at;
    if (text.startsWith("/*", at)) {
      const end = text.indexOf("*/", at + 2);
      if (end < 0) return at;
      at = end + 2;
    } else if (BLANK.test(text)) at = BLANK.lastIndex;
    else return at;
  }
}

const BLANK = /[ \t\n\f\r]+|--[^\n]*/y;

const QUOTES: Readonly<Record<string, string>> = { "'": "'", '"': '"', "`": "`", "[": "]" };

const FORMS: readonly { readonly kind: Token["kind"]; readonly form: RegExp }[] = [
  { kind: "number", form: /[xX]'[\da-fA-F]*'/y },
  { kind: "string", form: /'[^']*(?:''[^']*)*'/y },
  { kind: "quoted", form: /"[^"]*(?:""[^"]*)*"|`[^`]*(?:``[^`]*)*`|\[[^\]]*\]/y },
  { kind: "word", form: /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y },
  { kind: "number", form: /(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?\w*/y },
  { kind: "variable", form: /\?\d*|[@:#$][\w$\u0080-\uffff]+/y },
];
