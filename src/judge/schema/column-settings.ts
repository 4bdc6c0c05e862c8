import type { ColumnType } from "../../model/definition.ts";
import type { Column } from "./schema.ts";
import { familyOf } from "../types/family.ts";
import { optionsText } from "./options-text.ts";

/** What of it does not go without saying, in a form that can be compared. */
export function settingsText({ definition, settings }: Pick<Column, "definition" | "settings">): string {
  const usual: Readonly<Record<string, string>> = {
    statistics: "-1",
    storage: storageOf(definition?.type ?? null),
    compression: "default",
  };
  const set = Object.entries({ ...definition?.settings, ...settings }).flatMap(([name, value]): [string, string][] => {
    const said = value?.toLowerCase();
    return said === undefined || said === "default" || said === usual[name] ? [] : [[name, said]];
  });
  return set.length === 0 ? "" : optionsText(new Map(set));
}

/** pg_type.typstorage; of a type that is not known, that of a text. */
function storageOf(type: ColumnType | null): string {
  if (type === null || type.isArray) return "extended";
  return STORAGE[familyOf(type).family] ?? "plain";
}

const STORAGE: Readonly<Record<string, string>> = {
  text: "extended",
  binary: "extended",
  json: "extended",
  jsonb: "extended",
  other: "extended",
  decimal: "main",
  inet: "main",
};
