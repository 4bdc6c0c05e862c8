import type { MigrationSql } from "../model/migration-sql.ts";
import type { KnownMigration } from "../model/migration.ts";
import type { DatabaseSeen } from "../model/situation.ts";
import type { Probe, ToolSettings } from "../ports.ts";
import { PHP_SCRIPT } from "./php-script.ts";
import { markedJson } from "./probe-output.ts";
import { recordingsOf } from "./recording-answer.ts";

/**
 * Boots the application and runs the migrations on a connection of Laravel's own kind that writes down instead of
 * sending: `migrate --pretend` says the same, but asks the ledger first. Programs and connections are functions that PHP
 * does not have there; whatever comes from the configuration or from variables is a doubt, read off the text.
 */
export function laravelRecording(
  migrations: readonly KnownMigration[],
  { dialect, version }: DatabaseSeen,
  { migrationsDir }: ToolSettings,
): Probe<readonly MigrationSql[]> {
  const asked = {
    told: migrationsDir ?? "database/migrations",
    dialect,
    version,
    migrations: migrations.map(({ name, file }) => ({ name, file })),
  };
  return {
    purpose: PURPOSE,
    needs: "nothing",
    command: { argv: ["php", ...RESTRICTED, "-r", SCRIPT, "--", JSON.stringify(asked)], environment: {} },
    parse: (output) => recordingsOf(markedJson(output, PURPOSE)),
  };
}

const PURPOSE = "recording the SQL of Laravel migrations";

const FORBIDDEN = [
  ...["exec", "passthru", "shell_exec", "system", "proc_open", "popen", "pcntl_exec", "mail"],
  ...["fsockopen", "pfsockopen", "stream_socket_client", "socket_connect", "curl_exec", "curl_multi_exec"],
];

const RESTRICTED = ["-d", `disable_functions=${FORBIDDEN.join(",")}`, "-d", "allow_url_fopen=0"];

/** Illuminate/Database/Connection.php, Illuminate/Database/Migrations/Migrator.php (runMigration, resolvePath). */
const SCRIPT = String.raw`${PHP_SCRIPT}
class Tape {
    public static $statements = [];
    public static $doubts = [];
    public static $transaction = null;
    public static $depth = 0;
}
function write($statement) { Tape::$statements[] = $statement; }
function doubt($why) { if (!in_array($why, Tape::$doubts, true)) Tape::$doubts[] = $why; }
function asks($statement) {
    $brief = substr(trim(preg_replace('/\s+/', ' ', $statement)), 0, 100);
    return 'it goes by what the database answers (' . $brief . '), and none was asked while its SQL was recorded';
}
function literal($value) {
    if ($value === null) return 'null';
    if (is_bool($value)) return $value ? 'true' : 'false';
    if (is_int($value) || is_float($value)) return (string) $value;
    return "'" . str_replace("'", "''", $value instanceof DateTimeInterface ? $value->format('Y-m-d H:i:s') : (string) $value) . "'";
}
function filled($statement, $values) {
    $values = array_values($values);
    $next = 0;
    return preg_replace_callback('/\'(?:[^\']|\'\')*\'|"(?:[^"]|"")*"|\x60[^\x60]*\x60|\?\?|\?/', function ($part) use (&$next, $values) {
        if ($part[0] === '??') return '?';
        return $part[0] === '?' && $next < count($values) ? literal($values[$next++]) : $part[0];
    }, $statement);
}
trait Recording {
    public $recordedVersion = '';
    public $recordedMaria = false;
    public function select($query, $bindings = [], $useReadPdo = true, ...$more) {
        doubt(asks($query));
        return [];
    }
    public function cursor($query, $bindings = [], $useReadPdo = true, ...$more) {
        doubt(asks($query));
        yield from [];
    }
    public function statement($query, $bindings = []) {
        write(filled($query, $this->prepareBindings($bindings)));
        return true;
    }
    public function affectingStatement($query, $bindings = []) {
        write(filled($query, $this->prepareBindings($bindings)));
        return 0;
    }
    public function unprepared($query) {
        write($query);
        return true;
    }
    public function transaction(Closure $callback, $attempts = 1, ...$more) {
        $this->beginTransaction();
        $result = $callback($this);
        $this->commit();
        return $result;
    }
    public function beginTransaction() {
        write(Tape::$depth === 0 ? 'begin' : 'savepoint trans' . (Tape::$depth + 1));
        Tape::$depth += 1;
    }
    public function commit() {
        Tape::$depth -= 1;
        if (Tape::$depth === 0) write('commit');
    }
    public function rollBack($toLevel = null) {
        Tape::$depth -= 1;
        write(Tape::$depth === 0 ? 'rollback' : 'rollback to savepoint trans' . (Tape::$depth + 1));
    }
    public function getPdo() {
        doubt('it uses the connection, which it has not here');
        throw new RuntimeException('there is no database here');
    }
    public function getReadPdo() { return $this->getPdo(); }
    public function getServerVersion(): string { return $this->recordedVersion; }
    public function isMaria() { return $this->recordedMaria; }
}
function boot($asked) {
    foreach (['vendor/autoload.php', stream_resolve_include_path('Illuminate/autoload.php')] as $loader)
        if ($loader && is_file($loader)) { require_once $loader; break; }
    $app = require 'bootstrap/app.php';
    $app->make(Illuminate\Contracts\Console\Kernel::class)->bootstrap();
    $driver = $asked['dialect'] === 'postgresql' ? 'pgsql' : 'mysql';
    $parent = $asked['dialect'] === 'postgresql' ? 'PostgresConnection' : 'MySqlConnection';
    eval('class RecordingConnection extends Illuminate\Database\\' . $parent . ' { use Recording; }');
    foreach (array_keys($app['config']['database.connections']) as $name) {
        $app['db']->purge($name);
        $app['db']->extend($name, function ($config) use ($asked, $driver, $name) {
            $connection = new RecordingConnection(function () {}, 'none', $config['prefix'] ?? '', ['name' => $name, 'driver' => $driver] + $config);
            $connection->recordedVersion = $asked['version'];
            $connection->recordedMaria = $asked['dialect'] === 'mariadb';
            return $connection;
        });
    }
    return $app;
}
function migrationAt($path) {
    static $loaded = [];
    if (isset($loaded[$path])) return $loaded[$path];
    $returned = require_once $path;
    if (is_object($returned)) return $loaded[$path] = $returned;
    $words = implode('_', array_slice(explode('_', basename($path, '.php')), 4));
    $class = Illuminate\Support\Str::studly($words);
    return $loaded[$path] = new $class;
}
function isTogether($connection, $migration) {
    if ($connection->getSchemaGrammar() === null) $connection->useDefaultSchemaGrammar();
    return $connection->getSchemaGrammar()->supportsSchemaTransactions() && $migration->withinTransaction;
}
function sideOf($app, $path, $direction) {
    Tape::$statements = Tape::$doubts = [];
    Tape::$transaction = null;
    if (preg_match('/\b(?:get)?env\s*\(|\$_(?:ENV|SERVER)\b|\bconfig\s*\(|\bConfig::/', file_get_contents($path)) === 1)
        doubt('it goes by the configuration or by variables, which it has not here');
    $before = $app['db']->getDefaultConnection();
    try {
        $migration = migrationAt($path);
        $own = $migration->getConnection();
        if ($own !== null) $app['db']->setDefaultConnection($own);
        Tape::$transaction = isTogether($app['db']->connection(), $migration);
        Tape::$depth = Tape::$transaction ? 1 : 0;
        $migration->$direction();
    } catch (Throwable $error) {
        doubt('it failed while its SQL was recorded: ' . substr(explode("\n", $error->getMessage())[0], 0, 200));
    }
    $app['db']->setDefaultConnection($before);
    return ['kind' => 'recorded', 'statements' => Tape::$statements, 'transaction' => Tape::$transaction, 'doubts' => Tape::$doubts];
}
function recordEach($app, $asked) {
    $left = 6 * 1024 * 1024;
    $recordings = [];
    foreach ($asked['migrations'] as $one) {
        $sides = ['name' => $one['name']];
        foreach (['up', 'down'] as $direction) {
            $side = sideOf($app, realpath($asked['told'] . '/' . $one['file']), $direction);
            $length = strlen(json_encode($side, JSON_INVALID_UTF8_SUBSTITUTE));
            if ($length > $left) $side = ['kind' => 'unseen', 'because' => 'its SQL is too long to be recorded'];
            else $left -= $length;
            $sides[$direction] = $side;
        }
        $recordings[] = $sides;
    }
    return $recordings;
}
try {
    $asked = json_decode($argv[1], true);
    answer(['kind' => 'recorded', 'recordings' => recordEach(boot($asked), $asked)]);
} catch (Throwable $error) {
    answer(['kind' => 'failed', 'message' => substr($error->getMessage(), 0, 300)]);
}
`;
