import type { MigrationSql } from "../../model/migration-sql.ts";
import type { KnownMigration } from "../../model/migration.ts";
import type { DatabaseSeen } from "../../model/situation.ts";
import type { Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { pythonRecording } from "../runtimes/python-recording.ts";
import { ALEMBIC_LISTING_SCRIPT } from "./listing.ts";

/**
 * Runs the revisions in a context of alembic's own offline mode, as `upgrade --sql` does, without the project's env.py:
 * many of those have no offline mode, or read the database's URL. Naming conventions that env.py sets are not seen. That a
 * revision runs in a transaction is told by the text of env.py, where it has what alembic's template has and nothing else;
 * it is not told on SQLite, where Python's driver begins one with the first row that is changed.
 */
export function alembicRecording(
  migrations: readonly KnownMigration[],
  database: DatabaseSeen,
  toolSettings: ToolSettings,
): Probe<readonly MigrationSql[]> {
  const script = `${ALEMBIC_LISTING_SCRIPT}${SCRIPT}`;
  return pythonRecording({ tool: "alembic", script }, { migrations, database, toolSettings });
}

/** alembic/runtime/migration.py (as_sql), alembic/ddl/impl.py (static_output); sqlalchemy/engine/mock.py. */
const SCRIPT = String.raw`
import importlib.util, io, re
class Answer:
    def __init__(self, statement):
        self.__dict__['statement'] = statement
    def __getattr__(self, name):
        why = asks(self.__dict__['statement'])
        doubt(why)
        raise RuntimeError(why)
    def __iter__(self):
        return self.__getattr__('iter')
def text_of(statement, dialect):
    if isinstance(statement, str):
        return statement
    try:
        return str(statement.compile(dialect=dialect, compile_kwargs={'literal_binds': True}))
    except Exception:
        doubt('it builds a statement that does not show all of its values')
        return str(statement.compile(dialect=dialect))
def context_for(asked):
    from alembic.runtime.migration import MigrationContext
    def opened(name):
        return MigrationContext.configure(
            dialect_name=name, opts={'as_sql': True, 'output_buffer': io.StringIO(), 'literal_binds': True})
    try:
        return opened(asked['dialect'])
    except Exception:
        return opened('mysql')
def modules_in(told):
    if told is None:
        try:
            from alembic.config import Config
            from alembic.script import ScriptDirectory
            settings = settings_file()
            scripts = ScriptDirectory.from_config(Config(toml_file=settings) if settings.endswith('.toml') else Config(settings))
            return lambda one: scripts.get_revision(one['name']).module, scripts.dir
        except Exception:
            told = read_plainly(settings_file())
    directory = versions_in(os.path.abspath(told))
    def load(one):
        spec = importlib.util.spec_from_file_location('recorded_' + one['name'], os.path.join(directory, one['file']))
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    return load, os.path.dirname(directory)
def is_together(scripts):
    try:
        with open(os.path.join(scripts, 'env.py')) as file:
            text = file.read()
    except (OSError, ValueError):
        return None
    is_plain = 'begin_transaction(' in text and not re.search('AUTOCOMMIT|transactional_ddl|transaction_per', text)
    return True if is_plain else None
def recorder(asked):
    from alembic.operations import Operations
    from sqlalchemy.engine.mock import MockConnection
    load, scripts = modules_in(asked['told'])
    transaction = None if asked['dialect'] == 'sqlite' else is_together(scripts)
    def run(direction, one):
        together(transaction)
        context = context_for(asked)
        def execute(statement, *_values, **_more):
            text = text_of(statement, context.dialect)
            write(text)
            return Answer(text)
        context.impl.static_output = write
        context.impl.connection = context.connection = MockConnection(context.dialect, execute)
        module = load(one)
        with Operations.context(context):
            (module.upgrade if direction == 'up' else module.downgrade)()
    return run
`;
