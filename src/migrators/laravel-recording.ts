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
 * does not have there; whatever comes from the configuration or from variables, and Laravel's own ways to the outside, are
 * doubts, read off the text.
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

/** Illuminate/Database/Connection.php, Illuminate/Database/Migrations/Migrator.php (runMethod, resolvePath). */
const SCRIPT = String.raw`${PHP_SCRIPT}
// The default connection under a name that nobody can have meant: which one it is in the container, nothing tells here.
const UNNAMED = 'unnamed by the migration';
// What Laravel calls its own ways to the outside, which lead nowhere without the container's configuration, and PHP's to files.
const OUTSIDE = '/\b(?:Storage|File|Cache|Redis|Queue|Bus|Mail|Http|Event|Notification|Artisan|Process)::'
    . '|(?<![:>\w])(?:cache|dispatch|event|app|resolve|unlink|rmdir|mkdir|rename|copy|touch|file_put_contents|fopen)\(/';
class Tape {
    public static $statements = [];
    public static $doubts = [];
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
    private function say($statement) {
        if ($this->getName() !== UNNAMED)
            doubt('it goes over the connection ' . $this->getName() . ' by its name, which may lead to another database');
        write($statement);
    }
    public function select($query, $bindings = [], $useReadPdo = true, ...$more) {
        doubt(asks($query));
        return [];
    }
    public function cursor($query, $bindings = [], $useReadPdo = true, ...$more) {
        doubt(asks($query));
        yield from [];
    }
    public function statement($query, $bindings = []) {
        $this->say(filled($query, $this->prepareBindings($bindings)));
        return true;
    }
    public function affectingStatement($query, $bindings = []) {
        $this->say(filled($query, $this->prepareBindings($bindings)));
        return 0;
    }
    public function unprepared($query) {
        $this->say($query);
        return true;
    }
    public function transaction(Closure $callback, $attempts = 1, ...$more) {
        write('begin');
        $result = $callback($this);
        write('commit');
        return $result;
    }
    public function beginTransaction() { write('begin'); }
    public function commit() { write('commit'); }
    public function rollBack($toLevel = null) { write('rollback'); }
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
    $default = $app['config']['database.connections.' . $app['db']->getDefaultConnection()];
    $app['config']->set('database.connections.' . UNNAMED, $default);
    $app['db']->setDefaultConnection(UNNAMED);
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
function sideOf($app, $path, $direction) {
    Tape::$statements = Tape::$doubts = [];
    $text = file_get_contents($path);
    if (preg_match('/\b(?:get)?env\s*\(|\$_(?:ENV|SERVER)\b|\bconfig\s*\(|\bConfig::/', $text) === 1)
        doubt('it goes by the configuration or by variables, which it has not here');
    if (preg_match(OUTSIDE, $text, $found) === 1)
        doubt('it uses ' . trim($found[0], '(') . ', which may do more than SQL shows');
    $before = $app['db']->getDefaultConnection();
    try {
        $migration = migrationAt($path);
        $own = $migration->getConnection();
        if ($own !== null) $app['db']->setDefaultConnection($own);
        $migration->$direction();
    } catch (Throwable $error) {
        doubt('it failed while its SQL was recorded: ' . substr(explode("\n", $error->getMessage())[0], 0, 200));
    }
    $app['db']->setDefaultConnection($before);
    return ['kind' => 'recorded', 'statements' => Tape::$statements, 'doubts' => Tape::$doubts];
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
