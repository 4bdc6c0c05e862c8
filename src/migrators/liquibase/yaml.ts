import type { Changelog, Entry } from "./changelog.ts";
import type { Rollback } from "./down.ts";
// Changelogs in YAML and JSON: liquibase/parser/core/yaml/YamlChangeLogParser.java, which uses YAML 1.1.
import type { DocumentOptions, ParseOptions, SchemaOptions } from "yaml";
import { parse } from "yaml";
import { inTransaction } from "./changelog.ts";
import { downOfChanges } from "./down.ts";

type Values = Readonly<Record<string, unknown>>;

/** undefined for a file that is no changelog. @throws what the parser says of a file that is no YAML */
export function yamlChangelog(text: string): Changelog | undefined {
  const items = valuesOf(parse(text, READING))["databaseChangeLog"];
  if (!Array.isArray(items)) return undefined;
  const entries = items.flatMap((item) => entriesOf(valuesOf(item)));
  const path = items.map((item) => valuesOf(item)["logicalFilePath"]).find((value) => value !== undefined);
  return { logicalPath: path === undefined ? undefined : textOf(path), entries };
}

function entriesOf(item: Values): readonly Entry[] {
  const { changeSet, include, includeAll } = item;
  if (changeSet !== undefined) return [changeSetOf(valuesOf(changeSet))];
  if (include !== undefined) return [includeOf("include", valuesOf(include))];
  return includeAll === undefined ? [] : [includeOf("include-all", valuesOf(includeAll))];
}

function changeSetOf({ id, author, logicalFilePath, changes, rollback, runInTransaction }: Values): Entry {
  const names = Array.isArray(changes) ? changes.flatMap((change) => Object.keys(valuesOf(change))) : [];
  return {
    kind: "changeset",
    id: textOf(id),
    author: textOf(author),
    logicalPath: logicalFilePath === undefined ? undefined : textOf(logicalFilePath),
    down: downOfChanges(names, rollbackIn(rollback)),
    changes: {
      up: names,
      down: rollback === undefined ? names : kindsIn(rollback),
      ...inTransaction(runInTransaction === undefined ? undefined : textOf(runInTransaction)),
    },
  };
}

function includeOf(kind: "include" | "include-all", values: Values): Entry {
  const { file, path, relativeToChangelogFile, endsWithFilter = "" } = values;
  const relative = textOf(relativeToChangelogFile) === "true";
  return { kind, path: textOf(file ?? path), relative, endsWith: textOf(endsWithFilter) };
}

/** SQL as text, one change, or a list of them. */
function rollbackIn(value: unknown): Rollback {
  if (value === undefined) return "none";
  if (typeof value === "string") return value.trim() === "" ? "empty" : "written";
  return kindsIn(value).every((name) => name === "empty") ? "empty" : "written";
}

/** The names of changes, the words by which another changeset is named, or SQL as it stands there. */
function kindsIn(value: unknown): readonly string[] {
  const changes = Array.isArray(value) ? value : [value];
  return changes.flatMap((change) => (typeof change === "string" ? [change] : Object.keys(valuesOf(change))));
}

function valuesOf(value: unknown): Values {
  return typeof value === "object" && value !== null ? (value as Values) : {};
}

/** As Java prints them, but for what no changelog has in such a place. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** An id that looks like a day becomes, for Liquibase, a text with the zone of whoever ran it: then no row fits it here. */
const READING: ParseOptions & DocumentOptions & SchemaOptions = {
  version: "1.1",
  customTags: (tags) => tags.filter((tag) => typeof tag === "string" || tag.tag !== "tag:yaml.org,2002:timestamp"),
};
