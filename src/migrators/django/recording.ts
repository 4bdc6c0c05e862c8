import type { MigrationSql } from "../../model/migration-sql.ts";
import type { KnownMigration } from "../../model/migration.ts";
import type { DatabaseSeen } from "../../model/situation.ts";
import type { Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { pythonRecording } from "../runtimes/python-recording.ts";
import { DJANGO_FILES_SCRIPT } from "./files-script.ts";
import { DJANGO_LISTING_SCRIPT } from "./listing.ts";

/**
 * Collects the SQL of each migration as `sqlmigrate` does, but from the files alone: that command itself asks the ledger
 * first. Python code is not run, and a constraint whose name Django would have to look up is a doubt.
 */
export function djangoRecording(
  migrations: readonly KnownMigration[],
  database: DatabaseSeen,
  toolSettings: ToolSettings,
): Probe<readonly MigrationSql[]> {
  const script = `${DJANGO_FILES_SCRIPT}${DJANGO_LISTING_SCRIPT}${SCRIPT}`;
  return pythonRecording({ tool: "Django", script }, { migrations, database, toolSettings });
}

/**
 * django/db/migrations/loader.py (collect_sql), django/db/backends/base/schema.py, and what each backend asks its server
 * about itself. An editor that believes to be in a transaction opens none.
 */
const SCRIPT = String.raw`
ENGINES = {'postgresql': 'postgresql', 'mysql': 'mysql', 'mariadb': 'mysql', 'sqlite': 'sqlite3'}
def backend_for(dialect):
    from django.db import connections
    from django.db.utils import load_backend
    own = connections['default']
    if own.vendor == dialect.replace('mariadb', 'mysql'):
        return own
    try:
        backend = load_backend('django.db.backends.' + ENGINES[dialect])
    except Exception:
        import pymysql
        pymysql.version_info = (2, 2, 1, 'final', 0)
        pymysql.install_as_MySQLdb()
        backend = load_backend('django.db.backends.' + ENGINES[dialect])
    return backend.DatabaseWrapper(dict(own.settings_dict, ENGINE='django.db.backends.' + ENGINES[dialect]), 'default')
def literal(value):
    if value is None:
        return 'NULL'
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, (int, float)):
        return str(value)
    return "'%s'" % str(value).replace('\\', '\\\\').replace("'", "''")
def unasked(*_words, **_more):
    why = 'it goes by what the database answers, and none was asked while its SQL was recorded'
    doubt(why)
    raise RuntimeError(why)
class Cursor:
    def __enter__(self):
        return self
    def __exit__(self, *_words):
        return None
    def close(self):
        return None
    def __getattr__(self, _name):
        return unasked()
def without_server(connection, dialect, version):
    numbers = [int(part) for part in version.split('.')[:2]] + [0]
    facts = {'version': version + ('-MariaDB' if dialect == 'mariadb' else ''), 'sql_mode': 'STRICT_TRANS_TABLES',
        'default_storage_engine': 'InnoDB', 'sql_auto_is_null': False, 'lower_case_table_names': False,
        'has_zoneinfo_database': True}
    connection.__dict__.update(pg_version=numbers[0] * 10000 + numbers[1], mysql_server_data=facts)
    connection.cursor = Cursor
    connection.connect = connection.ensure_connection = unasked
    connection.disable_constraint_checking = lambda: True
    connection.enable_constraint_checking = connection.check_constraints = lambda *_words, **_more: None
    connection.introspection.get_storage_engine = lambda *_words: 'InnoDB'
    return connection
def not_run(code_of):
    def database(self, *_words):
        code = code_of(self)
        if getattr(code, '__name__', None) != 'noop':
            doubt('it runs Python (%s), which was not run' % getattr(code, '__name__', 'code'))
    return database
def loader_of(kind):
    try:
        return kind(None, replace_migrations=False)
    except TypeError:
        return kind(None)
def recorder(asked):
    os.environ['DJANGO_SETTINGS_MODULE'] = settings_module() or ''
    import django
    django.setup()
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.operations import RunPython
    RunPython.database_forwards = not_run(lambda own: own.code)
    RunPython.database_backwards = not_run(lambda own: own.reverse_code)
    connection = without_server(backend_for(asked['dialect']), asked['dialect'], asked['version'])
    loader = loader_of(MigrationLoader)
    def run(direction, one):
        key = tuple(one['name'].split('.', 1))
        migration = loader.graph.nodes[key]
        for operation in migration.operations:
            if not operation.reduces_to_sql and not isinstance(operation, RunPython):
                doubt('Django says that it does more than SQL: %s' % operation.describe())
        together(bool(migration.atomic and connection.features.can_rollback_ddl))
        editor = connection.SchemaEditorClass(connection, collect_sql=True, atomic=False)
        editor.__enter__()
        editor.atomic_migration = True
        if connection.vendor == 'mysql':
            editor.quote_value = literal
        state = loader.project_state(key, at_end=False)
        try:
            (migration.apply if direction == 'up' else migration.unapply)(state, editor)
            for statement in editor.deferred_sql:
                editor.execute(statement)
        finally:
            for statement in editor.collected_sql:
                write(statement)
    return run
`;
