export type ShellWords =
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "refused"; readonly because: string };

/**
 * A command as people write it → argv, by the shell's quoting rules but without a shell:
 * whatever only a shell could do (pipes, variables, globs, redirections) is refused, not passed on as text.
 */
export function shellWords(text: string): ShellWords {
  const words: string[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const word = readWord(rest);
    if ("because" in word) return { kind: "refused", because: word.because };
    words.push(word.value);
    rest = rest.slice(word.length).trimStart();
  }
  if (words.length === 0 || words[0] === "") return { kind: "refused", because: "it names no program" };
  return { kind: "words", words };
}

type Word = { readonly value: string; readonly length: number } | { readonly because: string };

function readWord(text: string): Word {
  let value = "";
  let length = 0;
  while (length < text.length) {
    const piece = PIECE.exec(text.slice(length));
    if (piece === null) break;
    value += unquoted(piece[0]);
    length += piece[0].length;
  }
  const next = text[length];
  if (next === undefined || /\s/.test(next)) return { value, length };
  if (next === `"` || next === "'") return { because: `a quote ${next} is not closed, or has $ or \` in it` };
  return { because: `it has ${next}, which needs a shell; put that into a script in the image` };
}

function unquoted(piece: string): string {
  if (piece.startsWith("'")) return piece.slice(1, -1);
  if (piece.startsWith(`"`)) return piece.slice(1, -1).replaceAll(/\\(["\\$`])/g, "$1");
  return piece.replaceAll(/\\(.)/g, "$1");
}

const PIECE = /^(?:'[^']*'|"(?:[^"\\$`]|\\.)*"|(?:[^\s'"\\|&;<>()$`*?[\]{}!~#]|\\.)+)/;
