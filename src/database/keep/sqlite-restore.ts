import type { Copied } from "./keeping.ts";

/** Rows that are there already, by whatever key, are left as they are. */
export function restoreRows({ source, copy, columns }: Copied): string {
  const names = columns.filter(({ isGenerated }) => !isGenerated).map(({ name }) => name);
  // Without a "where", SQLite takes "on" for a part of a join.
  return `insert into ${source} (${names.join(", ")})\n  select ${names.join(", ")} from ${copy} where true order by rowid\n  on conflict do nothing`;
}

export function restoreColumns(what: Copied, lost: readonly string[]): string {
  const { source, copy, columns } = what;
  const back = columns.filter(({ name, isGenerated }) => lost.includes(name) && !isGenerated);
  const set = back.map(({ name }) => `${name} = kept.${name}`).join(", ");
  const keys = columns.filter(({ isKey }) => isKey);
  if (keys.length === 0) return withoutKey(what, set, lost);
  const same = keys.map(({ name }) => `target.${name} is kept.${name}`).join(" and ");
  return `update ${source} as target set ${set}\n  from ${copy} as kept where ${same}`;
}

/**
 * Without a key, rows are told apart by all that they still have. Those that are alike in that are paired in the order
 * in which they lie.
 */
function withoutKey({ source, copy, columns }: Copied, set: string, lost: readonly string[]): string {
  const others = columns.filter(({ name }) => !lost.includes(name)).map(({ name }) => name);
  const place = rowIdOf(columns.map(({ name }) => name));
  const number = `row_number() over (partition by ${others.join(", ") || "1"} order by ${place}) as safe_rollback_number`;
  const same = [
    ...others.map((name) => `here.${name} is kept.${name}`),
    "here.safe_rollback_number = kept.safe_rollback_number",
  ];
  return [
    `update ${source} as target set ${set}`,
    `  from (select ${[`${place} as safe_rollback_place`, ...others, number].join(", ")} from ${source}) as here`,
    `    join (select *, ${number} from ${copy}) as kept on ${same.join(" and ")}`,
    `  where target.${place} = here.safe_rollback_place`,
  ].join("\n");
}

/** From https://sqlite.org/lang_createtable.html#rowid: a column of one of these names hides what it stands for. */
function rowIdOf(quotedNames: readonly string[]): string {
  const taken = new Set(quotedNames.map((name) => name.toLowerCase()));
  return ["rowid", "_rowid_", "oid"].find((name) => !taken.has(`"${name}"`)) ?? "rowid";
}
