import type { RealTool } from "./tool.ts";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { debianPackages, versionInDebian } from "./installed.ts";
import { debianPrograms } from "./programs.ts";
import { cli, plainUrl } from "./tool.ts";

const LAST = { file: "0009_last.py", name: "shop.0009_last" };

export const django: RealTool = {
  name: "django",
  version: async () => `Django ${versionInDebian("python3-django")}`,
  dialects: ["postgresql", "mariadb", "sqlite"],
  directory: "shop/migrations",
  nameOf: (file) => `shop.${file.replace(/\.py$/, "")}`,
  by: ["its own commands"],
  failing: { ...LAST, text: last('migrations.RunSQL("select 1", "drop table no_such_table")') },
  empty: { ...LAST, text: last("migrations.RunPython(print, migrations.RunPython.noop)") },
  late: "no such thing",
  greedy: cli("python3", "manage.py", "migrate", "shop", "zero", "--noinput"),
  unknownRow: {
    name: "auth.0099_from_nowhere",
    sql: "insert into django_migrations (app, name, applied) values ('auth', '0099_from_nowhere', current_timestamp)",
  },
  customTable: null,
  environment: (url) => ({ DATABASE_URL: url, PYTHONDONTWRITEBYTECODE: "1" }),
  url: plainUrl,
  path: [debianPrograms("python3")],
  install: (directory) => {
    debianPackages("python3-django", "python3-psycopg2", "python3-pymysql");
    writeFileSync(join(directory, "shop/migrations/__init__.py"), "");
  },
};

function last(operation: string): string {
  return `from django.db import migrations
class Migration(migrations.Migration):
    dependencies = [("shop", "0002_create_orders")]
    operations = [${operation}]
`;
}
