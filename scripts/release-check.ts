// Is this checkout fit to be released? `npm run release:check -- DIR [--write]`, with the archives in DIR.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";

interface Manifest {
  readonly spec: {
    readonly version: string;
    readonly platforms: readonly { readonly uri: string; readonly sha256: string }[];
  };
}

const ROOT = join(import.meta.dirname, "..");
const MANIFEST = join(ROOT, "krew-manifest.yaml");

const [directory, option] = process.argv.slice(2);
if (directory === undefined || (option !== undefined && option !== "--write")) {
  console.error("usage: npm run release:check -- DIR [--write]");
  process.exitCode = 2;
} else {
  if (option === "--write") writeFileSync(MANIFEST, withSums(readFileSync(MANIFEST, "utf8"), directory));
  const problems = problemsWith(readFileSync(MANIFEST, "utf8"), directory);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

function problemsWith(text: string, archives: string): readonly string[] {
  const { version, platforms } = (parse(text) as Manifest).spec;
  const described = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { readonly version: string };
  const changelog = readFileSync(join(ROOT, "CHANGELOG.md"), "utf8");
  return [
    ...(version === `v${described.version}`
      ? []
      : [`krew-manifest.yaml says ${version}, package.json ${described.version}`]),
    ...(changelog.includes(`\n## [${described.version}]`)
      ? []
      : [`CHANGELOG.md has no section for ${described.version}`]),
    ...platforms.flatMap(({ uri, sha256 }) => {
      const sum = sumOf(join(archives, basename(uri)));
      if (sum === undefined) return [`${basename(uri)} is not in ${archives}`];
      return sum === sha256 ? [] : [`the sum of ${basename(uri)} is ${sum}, not ${sha256}`];
    }),
  ];
}

/** Sums stand on the line below their archive's address; everything else, comments too, stays as it is. */
function withSums(text: string, archives: string): string {
  return text.replaceAll(/(uri: (\S+)\n\s+sha256: )"[0-9a-f]{64}"/g, (whole, before: string, uri: string) => {
    const sum = sumOf(join(archives, basename(uri)));
    return sum === undefined ? whole : `${before}"${sum}"`;
  });
}

function sumOf(file: string): string | undefined {
  return existsSync(file) ? createHash("sha256").update(readFileSync(file)).digest("hex") : undefined;
}
