import type { ChangeOf } from "../../../model/change.ts";
import type { TableOption } from "../../../model/change/tables.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import { mayBeRefused } from "../../absent/unfit-engine.ts";
import { referencesTo } from "../../constraints/foreign-keys.ts";
import { mayReferToUnlogged, persistenceObstacle } from "../../constraints/less-lasting.ts";
import {
  COPY,
  INSTANT,
  IN_PLACE,
  IN_PLACE_REBUILD,
  NO_HAZARD,
  SQLITE_ROWS,
  hazardOn,
  locks,
} from "../../hazards/hazards.ts";
import { effect, impact } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { existence } from "../../schema/existence.ts";
import { engineOf } from "../../schema/innodb.ts";
import { keyOf, tableIn } from "../../schema/schema.ts";

type Property = ChangeOf<"set-table-property">["property"];

export const setTableProperty: Rule<"set-table-property"> = {
  effect: (change, at) => {
    const { before } = at;
    const name = keyOf(before, change.table);
    if (tableIn(before, change.table) === undefined) return existence(before, { family: "tables", key: name });
    const engine = change.property === "engine" ? engineChange(change, at) : undefined;
    if (engine !== undefined) return engine;
    const obstacle = persistenceObstacle(change, before);
    if (obstacle !== undefined) return effect(`${name} ${obstacle}`, { succeeds: "no" });
    const hazard = hazardOf(change.property, before);
    if (change.property === "no-system-versioning")
      return effect(`the history of ${name} is gone`, {
        impact: impact("reads_break", "if_referenced"),
        loses: [`history:${name}`],
        restorable: "none",
        hazard,
      });
    if (change.property === "replica-identity" && change.value === "nothing")
      return effect(`updates and deletes on ${name} are refused while a publication has them`, {
        impact: impact("writes_break", "always"),
        restorable: "full",
        hazard,
      });
    const restorable = change.property === "system-versioning" ? "nothing_lost" : "full";
    const succeeds = mayReferToUnlogged(change, before) ? "undetermined" : "yes";
    return effect(`${change.property} of ${name} changes no statement's result`, { hazard, restorable, succeeds });
  },
  after: (change, schema) => {
    const { table, property, value, index } = change;
    if (TRANSIENT.has(property)) return schema;
    const key = OPPOSITES[property] ?? settingOf(change);
    return withTable(schema, table, (known) => {
      const settings = new Map(known.settings);
      if (RESETS.has(property) || value === "default" || isUncommented(change, known)) settings.delete(key);
      else settings.set(key, index ?? textOf(change));
      return { ...known, settings };
    });
  },
};

/** From one engine to another all is copied; InnoDB to InnoDB is what goes without saying, and builds the table anew. */
function engineChange({ table: name, text }: ChangeOf<"set-table-property">, { before }: At): Effect | undefined {
  const table = tableIn(before, name);
  if (table === undefined) return undefined;
  const next = { ...table, settings: new Map(table.settings).set("engine", text) };
  const [was, engine] = [engineOf(table), engineOf(next)];
  if (was === "innodb" && engine === was) return undefined;
  const key = keyOf(before, name);
  if (was === "innodb" && hasForeignKeys(table, key, before))
    return effect(`${key} is kept by InnoDB for a foreign key`, { succeeds: "no" });
  const left = was === "innodb" ? FROM_INNODB : TO_ANOTHER;
  return effect(`${key} has ${left.because}`, {
    impact: left.impact,
    restorable: "full",
    succeeds: engine !== was && mayBeRefused(next, before) ? "undetermined" : "yes",
    hazard: COPY,
  });
}

const FROM_INNODB = {
  because: "another engine, which may take nothing back of a transaction",
  impact: impact("behaviour_change", "if_data"),
} as const;

const TO_ANOTHER = { because: "another engine", impact: impact("compatible", "always") } as const;

/** ER_FK_CANNOT_CHANGE_ENGINE, whatever `foreign_key_checks` says. */
function hasForeignKeys({ constraints }: Table, key: string, before: Schema): boolean {
  return constraints.some(({ definition: { kind } }) => kind === "foreign-key") || referencesTo(before, key).length > 0;
}

/** Under which name a table keeps it. */
export function settingOf({ property, parameter }: Pick<TableOption, "property" | "parameter">): string {
  return parameter === undefined ? property : `${property} ${parameter}`;
}

/** In a form that can be compared. */
export function textOf({ property, text }: TableOption): string {
  if (property === "unlogged" || property === "system-versioning") return "yes";
  return property === "comment" ? commentIn(text) : text;
}

/** `comment = 'so'`, `comment 'so'` */
function commentIn(text: string): string {
  return text.slice(text.search(/['"]/) + 1, -1);
}

/** Where not all is listed, what is said again is taken for what was said before. */
function isUncommented({ property, text }: TableOption, { complete, settings }: Table): boolean {
  return property === "comment" && (commentIn(text) === "" || (!complete && settings.has(property)));
}

/** What no comparison of schemas looks at. */
export function isTransient(property: Property): boolean {
  return TRANSIENT.has(property);
}

const TRANSIENT: ReadonlySet<Property> = new Set(["auto-increment"]);
const RESETS: ReadonlySet<Property> = new Set(["logged", "no-system-versioning"]);

const OPPOSITES: Partial<Record<Property, Property>> = {
  logged: "unlogged",
  "no-system-versioning": "system-versioning",
};

function hazardOf(property: Property, before: Schema): Effect["hazard"] {
  const rewrite = {
    postgresql: locks("ACCESS EXCLUSIVE", "rewrite"),
    mysql: IN_PLACE_REBUILD,
    sqlite: SQLITE_ROWS,
  };
  const quick = { postgresql: locks("SHARE UPDATE EXCLUSIVE"), mysql: IN_PLACE, sqlite: NO_HAZARD };
  const catalog = { postgresql: locks("ACCESS EXCLUSIVE"), mysql: INSTANT, sqlite: NO_HAZARD };
  const versioning = { postgresql: NO_HAZARD, mysql: COPY, sqlite: NO_HAZARD };
  const hazards: Readonly<Record<Property, Parameters<typeof hazardOn>[1]>> = {
    "storage-parameter": quick,
    logged: rewrite,
    unlogged: rewrite,
    tablespace: rewrite,
    "access-method": rewrite,
    engine: rewrite,
    "row-format": rewrite,
    "default-charset": catalog,
    "auto-increment": catalog,
    autoincrement: catalog,
    comment: { ...quick, mysql: INSTANT },
    "replica-identity": catalog,
    "cluster-on": quick,
    "system-versioning": versioning,
    "no-system-versioning": versioning,
  };
  return hazardOn(before, hazards[property]);
}
