import type { Migrator } from "../../ports/migrator.ts";
import { ledgerProbe, ownConnection } from "../ledger/probe.ts";
import { pythonLedgerScript, pythonLedgerScriptIn } from "../runtimes/python-ledger-probe.ts";
import { djangoLedger } from "./ledger.ts";
import { DJANGO_SETTINGS_SCRIPT } from "./settings-script.ts";

/** Over the connection called `default`, where `manage.py migrate` keeps its ledger unless it is told otherwise. */
const OVER_DEFAULT = String.raw`
def look_over_default(told):
    from django.db import connection
    settings = connection.settings_dict
    if connection.vendor not in told['statements']:
        return {'kind': 'no-settings', 'message': 'its database is %s' % connection.vendor}
    try:
        cursor = connection.cursor()
    except Exception as error:
        return {'kind': 'failed', 'message': said(error, settings.get('PASSWORD'))}
    def run(text):
        cursor.execute(text)
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row)) for row in cursor.fetchall()] if names else []
    return answered(connection.vendor, settings.get('HOST'), told['statements'][connection.vendor], run)
`;

const SCRIPT = String.raw`${DJANGO_SETTINGS_SCRIPT}${OVER_DEFAULT}
def look(told):
    module = settings_module()
    if module is None:
        return {'kind': 'no-settings', 'message': 'no DJANGO_SETTINGS_MODULE and no manage.py that names one'}
    sys.path.insert(0, os.getcwd())
    os.environ['DJANGO_SETTINGS_MODULE'] = module
    try:
        import django
    except ImportError as error:
        return {'kind': 'no-program', 'message': said(error)}
    django.setup()
    return look_over_default(told)
`;

/** Within the project's manage.py, which may choose settings and variables by itself. */
const IN_SHELL = `${OVER_DEFAULT}
look = look_over_default
`;

export const djangoOwnConnection: NonNullable<Migrator["ownConnection"]> = ownConnection(
  djangoLedger,
  pythonLedgerScriptIn(["python3", "manage.py", "shell", "-c"], "the image's own manage.py", IN_SHELL),
);

export const djangoLedgerProbe: NonNullable<Migrator["ledgerProbe"]> = ledgerProbe(
  djangoLedger,
  pythonLedgerScript("the image's own Django", SCRIPT),
);
