import type { ColumnDefinition, ColumnType, ConstraintDefinition, DefaultValue } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { columnAttribute } from "./column-attributes.ts";
import { columnType, SERIAL } from "./column-types.ts";
import { refuse, take } from "./cursor.ts";
import { ofType } from "./defaults.ts";
import { label } from "./names.ts";

/** A column with what its attributes make besides: constraints, and a unique index of its own. */
export interface WrittenColumn {
  readonly column: ColumnDefinition;
  readonly constraints: readonly ConstraintDefinition[];
  readonly unique: boolean;
}

/** What the attributes say, while they are read. */
export interface ColumnDraft {
  readonly name: string;
  type: ColumnType;
  nullable: boolean | null;
  default: DefaultValue | null;
  autoIncrement: boolean;
  generated: ColumnDefinition["generated"];
  invisible: boolean;
  unique: boolean;
  primary: boolean;
  onUpdate?: string;
  comment?: string;
  readonly constraints: ConstraintDefinition[];
}

/** A column's name and all that follows it, up to a comma or a parenthesis. */
export function column(c: Cursor): WrittenColumn {
  const draft = emptyDraft(c);
  while (columnAttribute(c, draft));
  if (isComputedAndMore(draft, c.dialect === "mariadb")) refuse(c, `what a computed column cannot have: ${draft.name}`);
  return finished(draft);
}

/** What is computed has no default; of MariaDB's, nothing says whether they take nulls ("Generated Columns"). */
function isComputedAndMore(draft: ColumnDraft, saysNoNulls: boolean): boolean {
  if (draft.generated?.names === undefined) return false;
  return draft.default !== null || draft.autoIncrement || (saysNoNulls && draft.nullable !== null);
}

function emptyDraft(c: Cursor): ColumnDraft {
  const name = label(c);
  const isSerial = take(c, "serial");
  return {
    name,
    type: isSerial ? SERIAL : columnType(c),
    nullable: isSerial ? false : null,
    default: null,
    autoIncrement: isSerial,
    generated: null,
    invisible: false,
    unique: isSerial,
    primary: false,
    constraints: [],
  };
}

function finished(draft: ColumnDraft): WrittenColumn {
  const { name, type, generated, invisible, onUpdate, comment, autoIncrement, primary } = draft;
  const nullable = !primary && !autoIncrement && (draft.nullable ?? true);
  return {
    column: {
      name,
      type,
      nullable,
      default: draft.default === null ? impliedDefault(draft, nullable) : ofType(draft.default, type),
      identity: autoIncrement ? "by-default" : "none",
      generated,
      invisible,
      ...(onUpdate === undefined ? {} : { onUpdate }),
      ...(comment === undefined ? {} : { comment }),
    },
    constraints: primary ? [primaryKey(name), ...draft.constraints] : draft.constraints,
    unique: draft.unique,
  };
}

/** Without `default`, a column that may be null has null for one: unlike after `drop default`, it may be left out. */
function impliedDefault({ generated }: ColumnDraft, nullable: boolean): DefaultValue {
  return { kind: nullable && generated === null ? "null" : "none" };
}

function primaryKey(column: string): ConstraintDefinition {
  return {
    kind: "primary-key",
    name: null,
    columns: [column],
    usingIndex: null,
    enforcement: "valid",
    deferrable: false,
  };
}
