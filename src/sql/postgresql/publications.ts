import type { Change } from "../../model/change.ts";
import type { Published } from "../../model/change/surroundings.ts";
import type { Source } from "./source.ts";
import type { AlterPublicationStmt, CreatePublicationStmt, Node, PublicationTable } from "libpg-query";
import { namesIn } from "./expressions.ts";
import { settingOf } from "./indexes.ts";
import { nameOfRelation } from "./names.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";
import { comparable } from "./walk.ts";

export function publication(
  statement: CreatePublicationStmt | AlterPublicationStmt,
  source: Source,
): readonly Change[] {
  const { for_all_tables, pubobjects, options, pubname = "" } = statement;
  const action = "action" in statement ? statement.action : undefined;
  const settings = settingsOf(options);
  const change = {
    kind: "publication",
    text: source.text,
    does: action === undefined ? "make" : "alter",
    name: pubname,
    ifExists: false,
    ...(settings !== undefined && { settings }),
  } as const;
  const members = for_all_tables === true ? [EVERYTHING] : membersOf(pubobjects);
  const tables = members.map(({ table }) => table);
  if (action === "AP_DropObjects") return [{ ...change, withdraws: tables }];
  if (members.length === 0) return [change];
  const made = { ...change, members, ...(action === "AP_SetObjects" && { setsAll: true as const }) };
  return [isInsertOnly(options) ? made : { ...made, publishes: tables }];
}

const EVERYTHING: Published = { table: { schema: null, name: "*" }, columns: null, filter: null };

function membersOf(objects: readonly Node[] | undefined): readonly Published[] {
  return nodesOf(objects, "PublicationObjSpec").map(({ name = null, pubtable }) =>
    pubtable === undefined ? { ...EVERYTHING, table: { schema: name, name: "*" } } : memberOf(pubtable),
  );
}

function memberOf({ relation, columns, whereClause }: PublicationTable): Published {
  return {
    table: nameOfRelation(relation),
    columns: columns === undefined ? null : wordsOf(columns),
    filter: whereClause === undefined ? null : { ...namesIn(whereClause), text: comparable(whereClause) },
  };
}

function settingsOf(options: readonly Node[] | undefined): Readonly<Record<string, string>> | undefined {
  const set = nodesOf(options, "DefElem").map(({ defname = "", arg }) => [defname, settingOf(arg)] as const);
  return set.length === 0 ? undefined : Object.fromEntries(set);
}

function isInsertOnly(options: readonly Node[] | undefined): boolean {
  const kinds = nodesOf(options, "DefElem").find(({ defname }) => defname === "publish")?.arg;
  const words = nodeOf(kinds, "String")?.sval?.split(",");
  return words?.every((word) => KEYLESS.has(word.trim())) === true;
}

/** What goes out without saying which row it was. */
const KEYLESS: ReadonlySet<string> = new Set(["insert", "truncate"]);
