import type { Entry } from "./layer.ts";
import { lstat, readlink } from "node:fs/promises";
import { execa } from "execa";

/**
 * The files of packages that are installed on this machine and of all that they depend on, shared libraries included, at
 * the same paths. What nothing reads in a container (documentation, translations) and what only installing needs is
 * left out.
 */
export async function installedFiles(names: readonly string[]): Promise<readonly Entry[]> {
  const packages = await withDependencies(names);
  const { stdout } = await execa("dpkg", ["--listfiles", ...packages]);
  const paths = [...new Set(stdout.split("\n"))].filter((path) => BELOW_TOP.test(path) && !UNREAD.test(path));
  const entries = await Promise.all(paths.map(entryFor));
  return entries.flat();
}

async function entryFor(path: string): Promise<readonly Entry[]> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isSymbolicLink() === true) return [{ kind: "link", path, target: await readlink(path) }];
  return found?.isFile() === true ? [{ kind: "copy", path, from: path }] : [];
}

async function withDependencies(names: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await execa("dpkg-query", ["-W", "-f=${Package}\t${Provides}\t${Depends}, ${Pre-Depends}\n"]);
  const rows = stdout.split("\n").map((line) => line.split("\t"));
  const dependencies = new Map(rows.map(([name = "", , depends = ""]) => [name, namesIn(depends)]));
  const providers = new Map(rows.flatMap(([name = "", provides = ""]) => namesIn(provides).map((one) => [one, name])));
  const wanted = new Set<string>();
  const left = [...names];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    const name = dependencies.has(one) ? one : providers.get(one);
    if (name === undefined || wanted.has(name) || ONLY_TO_INSTALL.has(name)) continue;
    wanted.add(name);
    left.push(...(dependencies.get(name) ?? []));
  }
  return [...wanted].toSorted();
}

/** Of alternatives, all that are installed. */
function namesIn(list: string): readonly string[] {
  return list.split(/[,|]/).flatMap((one) => /^\s*([a-z0-9][a-z0-9+.-]+)/.exec(one)?.[1] ?? []);
}

/** On this machine /lib may be a link to /usr/lib; in the image it is a directory of its own. */
const BELOW_TOP = /^\/[^/]+\/./;

/** Of time zones, those that runtimes take when nobody tells them another. */
const UNREAD = new RegExp(
  [
    "/usr/share/(doc|man|info|locale|lintian|javascript|bug|bash-completion|perl)/",
    "/gconv/",
    "/locale/(?!__init__\\.py|en/)",
    "/usr/share/zoneinfo/(?!UTC$|Etc/UTC$|America/Chicago$|[a-z0-9]+\\.(?:tab|zi)$)",
    "/usr/share/(ri|rubygems-integration/.*/doc)/",
  ].join("|"),
);

const ONLY_TO_INSTALL: ReadonlySet<string> = new Set([
  "cdebconf",
  "coreutils",
  "debconf",
  "dpkg",
  "libjs-sphinxdoc",
  "media-types",
  "perl",
  "perl-base",
  "psmisc",
  "sensible-utils",
  "ucf",
]);
