import type { Down } from "../../model/migration.ts";

/**
 * The way back in one .exs file, as far as its text tells: `down/0` where there is one, else `change/0` run backwards
 * (elixir-ecto/ecto_sql, lib/ecto/migrator.ex, `do_down`). A migration that is not written plainly is code.
 */
export function ectoDown(text: string): Down {
  const code = plain(text);
  const body = bodyOf(code, "down");
  if (body !== undefined) return judged(body);
  if (/\bdef\s+change\b/.test(code) || !/\buse\s+Ecto\.Migration\b/.test(code)) return { kind: "code" };
  if (/\bdef\s+up\b/.test(code)) return { kind: "absent", because: "it has neither down/0 nor change/0" };
  return { kind: "code" };
}

function judged(body: string): Down {
  const statements = body
    .trim()
    .replace(/^\((.*)\)$/s, "$1")
    .trim();
  if (/^(?::\w+|nil|true|false)?$/.test(statements)) return { kind: "absent", because: "its down is empty" };
  const [, message] = /^raise\b[\s(]*(?:[A-Z][\w.]*\s*,\s*)?(?:message:\s*)?(?:"([^"\n]*)")?/.exec(statements) ?? [];
  if (!/^raise\b/.test(statements)) return { kind: "code" };
  return { kind: "refused", because: `its down only raises${message ? `: ${message.slice(0, 200)}` : ""}` };
}

/** `def down do … end` up to the `end` that stands below it, or `def down, do: …`. */
function bodyOf(code: string, name: string): string | undefined {
  const short = new RegExp(String.raw`\bdef\s+${name}(?:\(\))?\s*,\s*do:\s*(.*)`).exec(code);
  if (short !== null) return short[1] ?? "";
  const long = new RegExp(String.raw`^([\t ]*)def\s+${name}(?:\(\))?\s+do\b([\s\S]*?)^\1end\b`, "m").exec(code);
  return long?.[2];
}

/** Without comments and documentation, and the lines as they stand: Elixir's formatter keeps `end` below its `def`. */
function plain(text: string): string {
  return text
    .replace(/^\uFEFF/, "")
    .replaceAll(/\r\n/g, "\n")
    .replaceAll(/^[\t ]*@(?:moduledoc|doc)\s+(?:~[sS])?"""[\s\S]*?^[\t ]*"""/gm, "")
    .replaceAll(/^[\t ]*@(?:moduledoc|doc)\b.*$/gm, "")
    .replaceAll(/^((?:[^"#\n]|"(?:[^"\\\n]|\\.)*")*)#(?!\{).*$/gm, "$1");
}
