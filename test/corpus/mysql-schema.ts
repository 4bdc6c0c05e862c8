import type { Connection, RowDataPacket } from "mysql2/promise";

/** Each line of what the server itself would create again; the order of columns and the counters' positions are left out. */
export async function schemaOf(connection: Connection): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { kind, name } of await objectsOf(connection)) {
    const [rows] = await connection.query<RowDataPacket[]>(`show create ${kind} \`${name}\``);
    const [row = {}] = rows;
    const text = Object.entries(row).find(([column]) => /^(Create |SQL Original)/.test(column))?.[1] as string;
    lines.push(...linesOf(`${kind} ${name}`, text));
  }
  const [apart] = await connection.query<RowDataPacket[]>(`${GRANTS} union all ${COLLATIONS}`);
  return [...lines, ...apart.map(({ text }) => text as string)].toSorted();
}

interface SchemaObject {
  readonly kind: string;
  readonly name: string;
}

async function objectsOf(connection: Connection): Promise<readonly SchemaObject[]> {
  const [rows] = await connection.query<(SchemaObject & RowDataPacket)[]>(OBJECTS);
  return rows;
}

function linesOf(of: string, text: string): readonly string[] {
  const counted = text.replaceAll(/ AUTO_INCREMENT=\d+/g, "").replaceAll(/DEFINER=\S+ /g, "");
  // MySQL writes it out where a statement did, though it is the table's own.
  const plain = counted.replaceAll(/^( *`.+?` [a-z]+(?:\(.+?\))?)(?: CHARACTER SET \w+)?(?: COLLATE \w+)?/gm, "$1");
  return plain.split("\n").map((line) => `${of}: ${line.trim().replace(/,$/, "")}`);
}

const OBJECTS = `
  select case table_type when 'VIEW' then 'view' when 'SEQUENCE' then 'sequence' else 'table' end as kind, table_name as name
    from information_schema.tables where table_schema = database()
  union all select 'trigger', trigger_name from information_schema.triggers where trigger_schema = database()
  union all select lower(routine_type), routine_name from information_schema.routines where routine_schema = database()
  union all select 'event', event_name from information_schema.events where event_schema = database()`;

const COLLATIONS = `
  select concat('column ', table_name, '.', column_name, ': ', collation_name)
  from information_schema.columns where table_schema = database() and collation_name is not null`;

const GRANTS = `
  select concat('grant ', grantee, ' ', table_name, ' ', privilege_type) as text
  from information_schema.table_privileges where table_schema = database()`;
