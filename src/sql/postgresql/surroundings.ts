import type { Change, ChangeOf } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Source } from "./source.ts";
import type {
  AlterDefaultPrivilegesStmt,
  CommentStmt,
  CreateExtensionStmt,
  CreateRoleStmt,
  CreateSchemaStmt,
  DropOwnedStmt,
  DropRoleStmt,
  GrantRoleStmt,
  GrantStmt,
  Node,
  RoleSpec,
} from "libpg-query";
import { isBuiltIn } from "./functions.ts";
import { nameOfObject, nameOfRelation, nameOfWords } from "./names.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";

export function createExtension({ extname = "", if_not_exists, options }: CreateExtensionStmt): readonly Change[] {
  const named = nodesOf(options, "DefElem").find(({ defname }) => defname === "schema")?.arg;
  const schema = nodeOf(named, "String")?.sval;
  const given = schema === undefined ? {} : { schema };
  return [{ kind: "create-extension", name: extname, ifNotExists: if_not_exists === true, ...given }];
}

export function createSchema(statement: CreateSchemaStmt): readonly Change[] {
  const { schemaname, authrole, if_not_exists } = statement;
  const name = schemaname ?? roleText(authrole);
  const owner = authrole === undefined ? {} : { owner: roleText(authrole) };
  const created: Change = { kind: "create-schema", name, ifNotExists: if_not_exists === true, ...owner };
  if (statement.schemaElts === undefined) return [created];
  return [created, { kind: "opaque", because: "it creates objects inside create schema, which no rule reads" }];
}

export function grant(statement: GrantStmt, source: Source): readonly Change[] {
  return [
    {
      kind: statement.is_grant === true ? "grant" : "revoke",
      privileges: privilegesIn(statement),
      on: targetsOf(statement),
      ...granted(statement),
      to: rolesOf(statement.grantees),
      text: source.text,
    },
  ];
}

function granted({ objtype, targtype, objects = [] }: GrantStmt): Pick<ChangeOf<"grant">, "of" | "all"> {
  const all = targtype === "ACL_TARGET_ALL_IN_SCHEMA" ? ALL_OF[objtype ?? ""] : undefined;
  const isNamed = targtype === "ACL_TARGET_OBJECT" && !objects.some(isBrought);
  const of = isNamed || objtype === "OBJECT_TABLE" ? GRANTED[objtype ?? ""] : undefined;
  return { ...(of !== undefined && { of }), ...(all !== undefined && { all }) };
}

const ALL_OF: Readonly<Record<string, NonNullable<ChangeOf<"grant">["all"]>>> = {
  OBJECT_TABLE: "tables",
  OBJECT_SEQUENCE: "sequences",
  OBJECT_FUNCTION: "routines",
  OBJECT_PROCEDURE: "routines",
  OBJECT_ROUTINE: "routines",
};

const GRANTED: Readonly<Record<string, NonNullable<ChangeOf<"grant">["of"]>>> = {
  OBJECT_TABLE: "relations",
  OBJECT_SEQUENCE: "relations",
  OBJECT_FUNCTION: "routines",
  OBJECT_PROCEDURE: "routines",
  OBJECT_ROUTINE: "routines",
};

/** What PostgreSQL brings along is there. */
function isBrought(object: Node | undefined): boolean {
  const routine = nodeOf(object, "ObjectWithArgs");
  return routine !== undefined && isBuiltIn({ funcname: routine.objname ?? [] });
}

export function defaultPrivileges({ action }: AlterDefaultPrivilegesStmt, { text }: Source): readonly Change[] {
  return [{ kind: "default-privileges", text, grants: action?.is_grant === true }];
}

export function grantRole(statement: GrantRoleStmt, source: Source): readonly Change[] {
  return [
    {
      kind: statement.is_grant === true ? "grant" : "revoke",
      privileges: privilegesOf(statement.granted_roles),
      on: [],
      to: rolesOf(statement.grantee_roles),
      text: source.text,
    },
  ];
}

export function createRole({ role = "" }: CreateRoleStmt, { text }: Source): readonly Change[] {
  return [{ kind: "create-role", roles: [role], text }];
}

export function onRoles(kind: "drop-role" | "drop-owned") {
  return ({ roles }: DropRoleStmt | DropOwnedStmt, { text }: Source): readonly Change[] => [
    { kind, roles: rolesOf(roles), text },
  ];
}

export function comment(statement: CommentStmt, { text }: Source): readonly Change[] {
  return [{ kind: "comment", text, says: statement.comment || null, ...subjectOf(statement) }];
}

type Subject = Pick<ChangeOf<"comment">, "on" | "of" | "index" | "part">;

function subjectOf({ objtype = "OBJECT_DEFAULT", object }: CommentStmt): Subject {
  const words = wordsOf(nodeOf(object, "List")?.items);
  if (isBrought(object)) return {};
  const of = FAMILIES[objtype];
  if (of !== undefined) return { of: { ...of, name: objectNameOf(object) } };
  if (objtype === "OBJECT_INDEX") return { index: nameOfWords(words) };
  if (objtype === "OBJECT_TABLE") return { on: { relation: nameOfWords(words), column: null } };
  const [table, name] = [nameOfWords(words.slice(0, -1)), words.at(-1) ?? ""];
  const part = PARTS[objtype];
  if (part !== undefined) return { part: { of: part, table, name } };
  return objtype === "OBJECT_COLUMN" ? { on: { relation: table, column: name } } : {};
}

const PARTS: Readonly<Record<string, NonNullable<ChangeOf<"comment">["part"]>["of"]>> = {
  OBJECT_TABCONSTRAINT: "constraint",
  OBJECT_TRIGGER: "trigger",
  OBJECT_POLICY: "policy",
  OBJECT_RULE: "rule",
};

/** A type and a function are named in nodes of their own. */
function objectNameOf(object: Node | undefined): Name {
  const list = nodeOf(object, "List")?.items ?? nodeOf(object, "TypeName")?.names;
  return nameOfWords(wordsOf(list ?? nodeOf(object, "ObjectWithArgs")?.objname));
}

const FAMILIES: Readonly<Record<string, Omit<NonNullable<ChangeOf<"comment">["of"]>, "name">>> = {
  OBJECT_VIEW: { family: "views", said: "view" },
  OBJECT_MATVIEW: { family: "views", said: "materialized view" },
  OBJECT_SEQUENCE: { family: "sequences" },
  OBJECT_TYPE: { family: "types" },
  OBJECT_DOMAIN: { family: "types" },
  OBJECT_FUNCTION: { family: "routines" },
  OBJECT_PROCEDURE: { family: "routines" },
};

/** `revoke grant option for` takes away no privilege but that of passing it on, which `with grant option` gives besides. */
function privilegesIn({ is_grant, grant_option, privileges }: GrantStmt): readonly string[] {
  const named = privileges === undefined ? ["all"] : privilegesOf(privileges);
  if (grant_option !== true) return named;
  const passed = named.map((name) => `grant option for ${name}`);
  return is_grant === true ? [...named, ...passed] : passed;
}

function privilegesOf(privileges: readonly Node[] | undefined): readonly string[] {
  return nodesOf(privileges, "AccessPriv").flatMap(({ priv_name = "all", cols }) =>
    cols === undefined ? [priv_name] : wordsOf(cols).map((column) => `${priv_name} (${column})`),
  );
}

/** For all tables of a schema, a star is their name. */
function targetsOf({ targtype, objects }: GrantStmt): readonly Name[] {
  return (objects ?? []).map((object) => {
    const word = nodeOf(object, "String")?.sval;
    if (targtype === "ACL_TARGET_ALL_IN_SCHEMA" && word !== undefined) return { schema: word, name: "*" };
    const relation = nodeOf(object, "RangeVar");
    return relation === undefined ? nameOfObject(object) : nameOfRelation(relation);
  });
}

function rolesOf(roles: readonly Node[] | undefined): readonly string[] {
  return nodesOf(roles, "RoleSpec").map(roleText);
}

function roleText(role: RoleSpec | undefined): string {
  return role?.rolename ?? (role?.roletype ?? "").replace(/^ROLESPEC_/, "").toLowerCase();
}
