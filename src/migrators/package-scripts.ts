import type { PackageScript } from "../model/scripts.ts";
import type { Probe } from "../ports/image.ts";
import { failure } from "../errors.ts";
import { maskCredentials } from "../mask.ts";
import { choose } from "../model/trouble.ts";
import { ANSWER_SCRIPT, markedJson } from "./runtimes/probe-output.ts";

const PURPOSE = "reading the scripts of package.json";

/** The scripts of the package.json in the image's working directory, read by its own Node and not run. */
export const packageScripts: Probe<readonly PackageScript[]> = {
  purpose: PURPOSE,
  needs: "nothing",
  command: { argv: ["node", "-e", `(() => {${ANSWER_SCRIPT}${script()}})()`], environment: {} },
  parse: (output) => scriptsIn(markedJson(output, PURPOSE) as Answer),
};

type Answer =
  | { readonly kind: "scripts"; readonly scripts: Readonly<Record<string, unknown>> }
  | { readonly kind: "unread"; readonly because: string };

function scriptsIn(answer: Answer): readonly PackageScript[] {
  if (answer.kind === "unread")
    throw failure("image-not-readable", answer.because, {
      next: [choose("--down-command CMD", "a program of the image, without npm before it")],
    });
  const texts = Object.entries(answer.scripts).flatMap(([name, text]) =>
    typeof text === "string" ? [{ name, text }] : [],
  );
  return texts.map(({ name, text }) => ({ name, text: maskCredentials(text) }));
}

function script(): string {
  return String.raw`
const fs = require('fs');
try {
  answer({ kind: 'scripts', scripts: JSON.parse(fs.readFileSync('package.json', 'utf8').replace(/^\uFEFF/, '')).scripts || {} });
} catch (error) {
  const what = error.code === 'ENOENT' ? 'there is no package.json in ' + process.cwd() : 'package.json cannot be read: ' + error.message;
  answer({ kind: 'unread', because: what.split('\n')[0] });
}
`;
}
