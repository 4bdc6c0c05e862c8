import type { Migrator } from "../../ports/migrator.ts";
import { ledgerProbe, ownConnection } from "../ledger/probe.ts";
import { pythonLedgerScript } from "../runtimes/python-ledger-probe.ts";
import { alembicLedger } from "./ledger.ts";
import { ALEMBIC_SETTINGS_SCRIPT } from "./settings-script.ts";

/**
 * Over the connection that env.py opens, as `alembic current` does (alembic/command.py): `dont_mutate` keeps alembic from
 * creating its table, and the transaction reads only from the first question on. An env.py that opens several
 * connections migrates several databases, and does not say which of them is meant.
 */
const SCRIPT = String.raw`${ALEMBIC_SETTINGS_SCRIPT}
def look(told):
    settings = settings_file()
    if settings is None:
        return {'kind': 'no-settings', 'message': 'no alembic.ini or pyproject.toml with settings for alembic'}
    sys.path.insert(0, os.getcwd())
    try:
        from alembic.runtime.environment import EnvironmentContext
        from alembic.script import ScriptDirectory
    except ImportError as error:
        return {'kind': 'no-program', 'message': said(error)}
    config = config_in(settings)
    scripts = ScriptDirectory.from_config(config)
    seen = []
    def ask(revision, context):
        seen.append(answers_over(context.connection, told['statements']))
        return []
    try:
        with EnvironmentContext(config, scripts, fn=ask, dont_mutate=True):
            scripts.run_env()
    except Exception as error:
        if not seen:
            return {'kind': 'failed', 'message': said(error)}
    if len(seen) > 1:
        return {'kind': 'no-settings', 'message': 'its env.py migrates %d databases' % len(seen)}
    return seen[0] if seen else {'kind': 'no-settings', 'message': 'its env.py opens no connection'}
def answers_over(connection, statements):
    family = {'mariadb': 'mysql'}.get(connection.dialect.name, connection.dialect.name)
    if family not in statements:
        return {'kind': 'no-settings', 'message': 'its database is %s' % family}
    execute = getattr(connection, 'exec_driver_sql', connection.execute)
    def run(text):
        result = execute(text)
        return [dict(zip(result.keys(), row)) for row in result] if result.returns_rows else []
    return answered(family, connection.engine.url.host, statements[family], run)
`;

const LEDGER_SCRIPT = pythonLedgerScript("the image's own alembic", SCRIPT);

export const alembicLedgerProbe: NonNullable<Migrator["ledgerProbe"]> = ledgerProbe(alembicLedger, LEDGER_SCRIPT);

/** All of alembic's commands connect by env.py. */
export const alembicOwnConnection: NonNullable<Migrator["ownConnection"]> = ownConnection(alembicLedger, LEDGER_SCRIPT);
