import type { MigrationFile } from "../../ports/image.ts";
import type { ChangeSet, Changelog, Include } from "./changelog.ts";
import { posix } from "node:path";
import { failure } from "../../errors.ts";
import { choose } from "../../model/trouble.ts";
import { compareText } from "../compare-text.ts";
import { upOf } from "../sections/up-text.ts";
import { inTransaction } from "./changelog.ts";
import { formattedSql } from "./sql.ts";
import { xmlChangelog } from "./xml.ts";
import { yamlChangelog } from "./yaml.ts";

/** `file` is the path that is recorded; `recordedAs` is how this program spells the three columns of an identity. */
export interface Found {
  readonly file: string;
  readonly recordedAs: string;
  readonly down: ChangeSet["down"];
  readonly changes: ChangeSet["changes"];
  readonly up?: string;
}

/**
 * The changesets in the order in which Liquibase meets them from the root on; without one, from every changelog that no
 * other one includes.
 * @throws image-not-readable
 */
export function changeSetsIn(files: readonly MigrationFile[], root: string | undefined): readonly Found[] {
  const texts = new Map(files.map(({ name, text }) => [normal(name), text ?? ""]));
  const changelogs = new Map([...texts].flatMap(([path, text]) => readFrom(path, text)));
  const tree = { paths: [...texts.keys()].toSorted(compareText), changelogs };
  const roots = root === undefined ? rootsOf(tree) : [normal(root)];
  const visited = new Set<string>();
  return roots.flatMap((path) => visit(path, tree, visited));
}

/** The ledger's columns in their order: id, author, path. */
export function identityOf(id: string, author: string, path: string): string {
  return [id, author, path.replace(/^classpath:\/*/, "")].join("::");
}

interface Tree {
  readonly paths: readonly string[];
  readonly changelogs: ReadonlyMap<string, Changelog>;
}

function readFrom(path: string, text: string): readonly (readonly [string, Changelog])[] {
  const changelog = parsed(path, text);
  return changelog === undefined ? [] : [[path, changelog]];
}

/** @throws image-not-readable with what the parser says, which names places and no values */
function parsed(path: string, text: string): Changelog | undefined {
  if (/\.sql$/i.test(path)) return formattedSql(text);
  if (/\.xml$/i.test(path)) return xmlChangelog(text);
  try {
    return text === "" ? undefined : yamlChangelog(text);
  } catch {
    throw failure("image-not-readable", `the changelog ${path} is neither YAML nor JSON that can be read`);
  }
}

function rootsOf(tree: Tree): readonly string[] {
  const included = new Set(
    [...tree.changelogs].flatMap(([path, { entries }]) =>
      entries.flatMap((entry) => (entry.kind === "changeset" ? [] : targetsOf(entry, path, tree))),
    ),
  );
  return [...tree.changelogs.keys()].filter((path) => !included.has(path)).toSorted(compareText);
}

function visit(path: string, tree: Tree, visited: Set<string>): readonly Found[] {
  if (visited.has(path)) return [];
  visited.add(path);
  const changelog = tree.changelogs.get(path);
  if (changelog === undefined) return tree.paths.includes(path) ? rawIn(path) : notSeen(path, tree);
  return changelog.entries.flatMap((entry) => {
    if (entry.kind !== "changeset")
      return targetsOf(entry, path, tree).flatMap((target) => visit(target, tree, visited));
    const { id, author, down, changes, up } = entry;
    const recorded = entry.logicalPath ?? changelog.logicalPath ?? path;
    return [{ file: recorded, recordedAs: identityOf(id, author, recorded), down, changes, ...upOf(up) }];
  });
}

/** SQL that says nothing of itself is one changeset. Other files that were only in sight are none. */
function rawIn(path: string): readonly Found[] {
  if (!/\.sql$/i.test(path)) return [];
  const down = { kind: "absent", because: "it is plain SQL, which Liquibase cannot roll back" } as const;
  const changes = { up: ["sql"], down: [], ...inTransaction(undefined) };
  return [{ file: path, recordedAs: identityOf("raw", "includeAll", path), down, changes }];
}

function notSeen(path: string, { paths }: Tree): never {
  throw failure("image-not-readable", `the changelog ${path} was not seen`, {
    facts: [`${paths.length} other files were seen; libraries inside archives were not looked into`],
    next: [choose("--migrations-dir PATH", "the root changelog, e.g. db/changelog/db.changelog-master.yaml")],
  });
}

function targetsOf({ kind, path, relative, endsWith }: Include, from: string, { paths }: Tree): readonly string[] {
  const target = normal(relative ? posix.join(posix.dirname(from), path) : path);
  if (kind === "include") return [target];
  const folder = target === "." ? "" : `${target.replace(/\/$/, "")}/`;
  return paths.filter((other) => other.startsWith(folder) && other.endsWith(endsWith) && other !== from);
}

/** As Liquibase 4 records a path. */
function normal(path: string): string {
  return posix.normalize(
    path
      .replaceAll("\\", "/")
      .replace(/^classpath:/, "")
      .replace(/^\/+/, ""),
  );
}
