// What Liquibase prints without a database, against what it does to one.
import type { DatabaseHome } from "../support/databases.ts";
import type { Doubtful } from "./recording.contract.ts";
import type { Text } from "./tools/tool.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMariaDb, startPostgres } from "../support/databases.ts";
import { makeSqliteFiles } from "../support/sqlite-files.ts";
import { createProject } from "./project.ts";
import { describeRecording, sidesOf } from "./recording.contract.ts";
import { liquibaseInImage } from "./tools/liquibase-in-image.ts";

/** What its changes make of names, types and constraints, with what a database can have that is not there yet. */
const RICH = `<?xml version="1.0" encoding="UTF-8"?>
<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd"
  logicalFilePath="rich.xml">
  <property name="short" value="varchar(20)" dbms="postgresql"/>
  <property name="short" value="varchar(30)"/>
  <changeSet id="1" author="dana">
    <preConditions onFail="MARK_RAN"><not><tableExists tableName="userParcels"/></not></preConditions>
    <comment>for parcels;
      in two lines</comment>
    <createTable tableName="userParcels">
      <column name="id" type="bigint" autoIncrement="true"><constraints primaryKey="true"/></column>
      <column name="order" type="\${short}" defaultValue="it's"><constraints nullable="false"/></column>
      <column name="weightInGrams" type="decimal(10,2)" remarks="in grams"/>
      <column name="sentAt" type="timestamp" defaultValueComputed="CURRENT_TIMESTAMP"/>
      <column name="isOpen" type="boolean" defaultValueBoolean="true"/>
    </createTable>
    <createIndex tableName="userParcels" indexName="parcels_sent" unique="true"><column name="sentAt"/></createIndex>
    <addUniqueConstraint tableName="userParcels" columnNames="weightInGrams, isOpen" constraintName="parcels_weight"/>
  </changeSet>
  <changeSet id="2" author="dana" context="prod" labels="x">
    <addColumn tableName="userParcels">
      <column name="user_id" type="int"/>
      <column name="note" type="text"/>
    </addColumn>
    <addForeignKeyConstraint baseTableName="userParcels" baseColumnNames="user_id" constraintName="parcels_user"
      referencedTableName="users" referencedColumnNames="id"/>
    <addNotNullConstraint tableName="userParcels" columnName="weightInGrams" columnDataType="decimal(10,2)" defaultNullValue="0"/>
    <addDefaultValue tableName="userParcels" columnName="weightInGrams" defaultValueNumeric="7"/>
    <renameColumn tableName="userParcels" oldColumnName="note" newColumnName="remark" columnDataType="text"/>
    <createView viewName="open_parcels">select id from users where id &lt; 7</createView>
  </changeSet>
  <changeSet id="3" author="dana">
    <insert tableName="users"><column name="id" valueNumeric="7"/><column name="email" value="d;

-- '?"/></insert>
    <update tableName="users"><column name="email" valueComputed="concat(email, 'x')"/><where>id = 7</where></update>
    <modifyDataType tableName="users" columnName="email" newDataType="varchar(300)"/>
    <sql dbms="postgresql" splitStatements="false">create function f() returns int as $$ begin
      perform 1;

      return 1; end $$ language plpgsql</sql>
    <dropIndex tableName="userParcels" indexName="parcels_sent"/>
    <rollback>
      <createIndex tableName="userParcels" indexName="parcels_sent" unique="true"><column name="sentAt"/></createIndex>
      <sql dbms="postgresql">drop function f()</sql>
      <modifyDataType tableName="users" columnName="email" newDataType="varchar(255)"/>
      delete from users where id = 7
    </rollback>
  </changeSet>
</databaseChangeLog>`;

const DOUBTFUL: Doubtful = {
  asks: last("asks", "- dropAllForeignKeyConstraints: { baseTableName: users }"),
  opens: last("opens", "- executeCommand: { executable: touch, args: [ { arg: { value: /tmp/opened } } ] }"),
  refusedAs: /^it starts a program/,
  fails: {
    "as it is": last("fails", `- sql: { sql: "insert into tried values (1); insert into no_such_table values (1)" }`),
  },
  instead: [{ file: "06-rich.xml", name: "1::dana::rich.xml", text: RICH }],
};

describe.each([
  ["PostgreSQL", startPostgres, DOUBTFUL],
  ["MariaDB", startMariaDb, DOUBTFUL],
  ["SQLite", makeSqliteFiles, { ...DOUBTFUL, instead: [] }],
])("on %s", (_, start, doubtful) => {
  let server: DatabaseHome;

  beforeAll(async () => {
    server = await start();
  });

  afterAll(async () => server.stop());

  describeRecording(liquibaseInImage, () => server, doubtful);
});

it("is nothing of a column's change on SQLite, for which Liquibase reads the table", async () => {
  const files = await makeSqliteFiles();
  const project = await createProject(liquibaseInImage, files);
  const change = last("drop", "- dropColumn: { tableName: users, columnName: email }");
  project.write(change.file, change.text);
  const because = "it makes a table anew from what it reads of it, and none was there to be read";
  expect(await sidesOf(project)).toMatchObject([{ up: { kind: "unseen", because } }]);
  project.remove();
  await files.stop();
});

function last(id: string, change: string): Text {
  const text = `databaseChangeLog:
  - logicalFilePath: ${id}.yaml
  - changeSet:
      id: ${id}
      author: dana
      changes:
        ${change}
`;
  return { file: `${id}.yaml`, name: `${id}::dana::${id}.yaml`, text };
}
