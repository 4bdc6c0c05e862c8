// Changelogs in XML: liquibase/parser/core/xml/XMLChangeLogSAXParser.java and its dbchangelog schemas.
import type { Changelog, Entry } from "./changelog.ts";
import type { Rollback } from "./down.ts";
import { inTransaction } from "./changelog.ts";
import { downOfChanges } from "./down.ts";

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** undefined for a file that is no changelog. */
export function xmlChangelog(text: string): Changelog | undefined {
  const root = elementsOf(text).find(({ name }) => name === "databaseChangeLog");
  if (root === undefined) return undefined;
  return { logicalPath: root.attributes["logicalFilePath"], entries: root.children.flatMap(entriesOf) };
}

function entriesOf({ name, attributes, children }: Element): readonly Entry[] {
  if (name === "include" || name === "includeAll") return [includeOf(name, attributes)];
  if (name !== "changeSet") return [];
  const { id = "", author = "", logicalFilePath, runInTransaction } = attributes;
  const changes = children.map((child) => child.name).filter((child) => !NO_CHANGES.has(child));
  const rollbacks = children.filter((child) => child.name === "rollback");
  const kinds = {
    up: changes,
    down: rollbacks.length === 0 ? changes : rollbacks.flatMap(kindsIn),
    ...inTransaction(runInTransaction),
  };
  const down = downOfChanges(changes, rollbackIn(rollbacks));
  return [{ kind: "changeset", id, author, logicalPath: logicalFilePath, down, changes: kinds }];
}

function includeOf(name: "include" | "includeAll", attributes: Element["attributes"]): Entry {
  const { file, path = "", relativeToChangelogFile, endsWithFilter: endsWith = "" } = attributes;
  const kind = name === "include" ? name : "include-all";
  return { kind, path: file ?? path, relative: relativeToChangelogFile === "true", endsWith };
}

/** Attributes name another changeset, whose changes are run. */
function kindsIn({ attributes, children, text }: Element): readonly string[] {
  const written = text.trim() === "" ? [] : ["sql"];
  return [...Object.keys(attributes), ...children.map(({ name }) => name), ...written];
}

/** Of another changeset, as SQL in its text, or as changes. */
function rollbackIn(rollbacks: readonly Element[]): Rollback {
  if (rollbacks.length === 0) return "none";
  const isEmpty = ({ attributes, children, text }: Element): boolean =>
    Object.keys(attributes).length === 0 && text.trim() === "" && children.every(({ name }) => name === "empty");
  return rollbacks.every(isEmpty) ? "empty" : "written";
}

/** Elements with local names, their attributes and text. Comments, declarations and instructions are left out. */
function elementsOf(text: string): readonly Element[] {
  const top: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [top];
  for (const [token, cdata, closing, name = "", attributes = "", alone] of text.matchAll(TOKEN)) {
    const current = open.at(-1) ?? top;
    if (name === "") current.text += cdata ?? (token.startsWith("<") ? "" : token);
    else if (closing === "/") open.splice(Math.max(1, open.length - 1));
    else {
      const element: Element = { name: localName(name), attributes: attributesOf(attributes), children: [], text: "" };
      current.children.push(element);
      if (alone !== "/") open.push(element);
    }
  }
  return top.children;
}

function attributesOf(text: string): Readonly<Record<string, string>> {
  const pairs = [...text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  return Object.fromEntries(pairs.map(([, name = "", double, single]) => [name, decoded(double ?? single ?? "")]));
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function decoded(text: string): string {
  return text.replaceAll(/&(lt|gt|amp|quot|apos|#\d+|#x[\da-f]+);/gi, (_, entity: string) => {
    const [, hex, digits] = /^#(?:x([\da-f]+)|(\d+))$/i.exec(entity) ?? [];
    if (hex !== undefined) return String.fromCodePoint(parseInt(hex, 16));
    return digits === undefined ? (ENTITIES[entity] ?? "") : String.fromCodePoint(Number(digits));
  });
}

const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<[?!][^>]*>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|[^<]+/g;

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** Children of a changeset that do nothing to the database. */
const NO_CHANGES: ReadonlySet<string> = new Set([
  "rollback",
  "comment",
  "preConditions",
  "validCheckSum",
  "modifySql",
  "property",
]);
