import type { MigrationSql } from "../../model/migration-sql.ts";
import type { KnownMigration } from "../../model/migration.ts";
import type { DatabaseSeen } from "../../model/situation.ts";
import type { Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { markedJson } from "./probe-output.ts";
import { PYTHON_SCRIPT } from "./python-script.ts";
import { recordingsOf } from "./recording-answer.ts";

/** What a recording is about: the migrations, and the database that they were written for. */
export interface Recorded {
  readonly migrations: readonly KnownMigration[];
  readonly database: DatabaseSeen;
  readonly toolSettings: ToolSettings;
}

/**
 * Has the image's own tool write down what each migration would send to a database, and sends it to none. `script`
 * defines `recorder(asked)`, which returns a function: given "up" or "down" and the migration, it runs that, and what the
 * tool would send goes to `write(statement)`. At hand are the listing's functions and those of TAPE.
 */
export function pythonRecording(
  { tool, script }: { readonly tool: string; readonly script: string },
  { migrations, database, toolSettings }: Recorded,
): Probe<readonly MigrationSql[]> {
  const purpose = `recording the SQL of ${tool} migrations`;
  const asked = {
    told: toolSettings.migrationsDir ?? null,
    dialect: database.dialect,
    version: database.version,
    migrations: migrations.map(({ name, file }) => ({ name, file })),
  };
  const whole = `${PYTHON_SCRIPT}${TAPE}${script}${RECORDING}`;
  return {
    purpose,
    needs: "nothing",
    command: { argv: ["python3", "-c", whole, JSON.stringify(asked)], environment: toolSettings.variables },
    parse: (output) => recordingsOf(markedJson(output, purpose)),
  };
}

/**
 * `write(statement)`; `together(whether)`: that the tool runs the statements in a transaction, or that it does not, None
 * where nothing tells; `doubt(why)`; `asks(statement)`: the doubt for a question to the database. What leaves the process
 * is seen by an audit hook, which Python has since 3.8; a file of SQLite is not opened by it at any time.
 */
const TAPE = String.raw`
class Tape:
    on, statements, doubts, transaction = False, [], [], None
READ_BY, READ_BY_ALL = {}, set()
def write(statement):
    if Tape.on:
        Tape.statements.append(str(statement))
def together(whether):
    Tape.transaction = whether
def doubt(why):
    if Tape.on and why not in Tape.doubts:
        Tape.doubts.append(why)
def asks(statement):
    brief = ' '.join(str(statement).split())[:100]
    return 'it goes by what the database answers (%s), and none was asked while its SQL was recorded' % brief
OUTSIDE = {
    'socket.connect': 'opens a connection', 'socket.getaddrinfo': 'opens a connection',
    'subprocess.Popen': 'starts a program', 'os.system': 'starts a program', 'os.exec': 'starts a program',
    'os.fork': 'starts a program', 'os.posix_spawn': 'starts a program',
    'os.remove': 'changes files', 'os.rename': 'changes files', 'os.mkdir': 'changes files', 'os.rmdir': 'changes files',
}
def is_writing(words):
    return isinstance(words[1], str) and any(letter in words[1] for letter in 'wax+')
def watch(event, words):
    if event == 'sqlite3.connect':
        doubt('it opens a database by itself, which nothing did while its SQL was recorded')
        raise RuntimeError('there is no database here')
    if not Tape.on:
        return
    what = 'changes files' if event == 'open' and is_writing(words) else OUTSIDE.get(event)
    if what is None or (event in ('open', 'os.mkdir', 'os.rename') and '__pycache__' in str(words[0])):
        return
    doubt('it %s, which SQL does not show and nothing did while its SQL was recorded' % what)
    raise RuntimeError('it may not do that here')
STANDARD = ('/os.py', '/_collections_abc.py', '<frozen os>', '<frozen _collections_abc>')
def missed(key):
    frame = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename.endswith(STANDARD):
        frame = frame.f_back
    file = frame.f_code.co_filename if frame else ''
    if '-packages' in file or file.startswith('<') or '/lib/python' in file:
        return
    why = 'it reads the variable %s, which it has not here' % key
    doubt(why)
    READ_BY.setdefault(os.path.basename(file), set()).add(why)
    while frame is not None:
        above = frame.f_code.co_filename
        if above != file and ('/migrations/' in above or '/versions/' in above) and '-packages' not in above:
            READ_BY_ALL.add(why)
        frame = frame.f_back
def watch_outside():
    sys.dont_write_bytecode = True
    if hasattr(sys, 'addaudithook'):
        sys.addaudithook(watch)
    else:
        import sqlite3
        sqlite3.connect = sqlite3.dbapi2.connect = lambda *words, **_more: watch('sqlite3.connect', words)
    kind = type(os.environ)
    own = kind.__getitem__
    def getting(self, key):
        try:
            return own(self, key)
        except KeyError:
            missed(key)
            raise
    kind.__getitem__ = getting
def record_side(run, file):
    Tape.statements, Tape.doubts, Tape.transaction, Tape.on = [], [], None, True
    if not hasattr(sys, 'addaudithook'):
        doubt('this Python is too old to see what it does besides SQL')
    try:
        run()
    except (Exception, SystemExit) as error:
        doubt('it failed while its SQL was recorded: %s' % (str(error).split('\n')[0][:200] or type(error).__name__))
    for why in sorted(READ_BY_ALL.union(READ_BY.get(os.path.basename(file), ()))):
        doubt(why)
    Tape.on = False
    return {'kind': 'recorded', 'statements': Tape.statements, 'transaction': Tape.transaction, 'doubts': Tape.doubts}
TAPE_LENGTH = 6 * 1024 * 1024
def record_each(migrations, run):
    left, recordings = TAPE_LENGTH, []
    for one in migrations:
        sides = {'name': one['name']}
        for direction in ('up', 'down'):
            side = record_side(lambda: run(direction, one), one['file'])
            length = len(json.dumps(side))
            if length > left:
                side = {'kind': 'unseen', 'because': 'its SQL is too long to be recorded'}
            else:
                left -= length
            sides[direction] = side
        recordings.append(sides)
    return recordings
`;

const RECORDING = String.raw`
try:
    asked = json.loads(sys.argv[1])
    watch_outside()
    answer({'kind': 'recorded', 'recordings': record_each(asked['migrations'], recorder(asked))})
except (Exception, SystemExit) as error:
    answer({'kind': 'failed', 'message': str(error).split('\n')[0][:300] or type(error).__name__})
`;
