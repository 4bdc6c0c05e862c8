import type { PackageScript } from "../../model/scripts.ts";
import type { Argument } from "./wrappers.ts";
import { scriptsNamedBy, startsElsewhere, startsScript } from "../script-calls.ts";

/** What `npm`, `yarn`, `pnpm` or `bun` start. */
export type PackageStart =
  | { readonly kind: "scripts"; readonly scripts: readonly PackageScript[] }
  | { readonly kind: "command"; readonly words: readonly Argument[] }
  | { readonly kind: "unseen"; readonly because: string };

export function isPackageManager(program: string): boolean {
  return /^(?:npm|yarn|pnpm|bun)$/.test(program);
}

/** @param text of package.json, undefined where it was not read */
export function packageStart(words: readonly Argument[], text: string | undefined): PackageStart {
  const command = words.map((word) => word.text).join(" ");
  if (words.some(({ fixed }) => !fixed)) return unseen("with words that are not known before it runs");
  if (startsElsewhere(command)) return unseen("which is of another directory or workspace");
  if (/^(?:exec|x|dlx|node)$/.test(words[1]?.text ?? "")) return programOf(words);
  if (!startsScript(command)) return unseen("which names no script that is understood");
  const scripts = scriptsIn(text);
  if (scripts === undefined) return unseen("and package.json could not be read");
  const { named, missing } = scriptsNamedBy(command, scripts);
  if (missing.length > 0) return unseen(`and package.json has no script ${missing.join(", ")}`);
  if (named.length > 0) return { kind: "scripts", scripts: named };
  return { kind: "command", words: words.slice(1) };
}

/** `npm exec -- NAME`, `yarn node FILE`. */
function programOf([, own, ...rest]: readonly Argument[]): PackageStart {
  if (own?.text === "node") return { kind: "command", words: [own, ...rest] };
  const words = rest[0]?.text === "--" ? rest.slice(1) : rest;
  if (words[0] === undefined || words[0].text.startsWith("-")) return unseen("with options that are not understood");
  return { kind: "command", words };
}

function scriptsIn(text: string | undefined): readonly PackageScript[] | undefined {
  if (text === undefined) return undefined;
  try {
    const { scripts = {} } = JSON.parse(text.replace(/^\uFEFF/, "")) as { readonly scripts?: object };
    return Object.entries(scripts).map(([name, script]) => ({ name, text: String(script) }));
  } catch {
    return undefined;
  }
}

function unseen(because: string): PackageStart {
  return { kind: "unseen", because };
}
