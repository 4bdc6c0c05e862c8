import type { MigrationSql } from "../../model/migration-sql.ts";
import type { KnownMigration } from "../../model/migration.ts";
import type { DatabaseSeen } from "../../model/situation.ts";
import type { Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { PHP_SCRIPT } from "../runtimes/php-script.ts";
import { markedJson } from "../runtimes/probe-output.ts";
import { recordingsOf } from "../runtimes/recording-answer.ts";
import { LARAVEL_TAPE_SCRIPT } from "./tape-script.ts";

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
    command: {
      argv: [
        "php",
        ...RESTRICTED,
        ...(dialect === "sqlite" ? NO_FILES : []),
        "-r",
        SCRIPT,
        "--",
        JSON.stringify(asked),
      ],
      environment: {},
    },
    parse: (output) => recordingsOf(markedJson(output, PURPOSE)),
  };
}

const PURPOSE = "recording the SQL of Laravel migrations";

const FORBIDDEN = [
  ...["exec", "passthru", "shell_exec", "system", "proc_open", "popen", "pcntl_exec", "mail"],
  ...["fsockopen", "pfsockopen", "stream_socket_client", "socket_connect", "curl_exec", "curl_multi_exec"],
];

const RESTRICTED = ["-d", `disable_functions=${FORBIDDEN.join(",")}`, "-d", "allow_url_fopen=0"];

/** For a provider that opens a file of SQLite by itself; PHP 8.5 does not know the setting any more. */
const NO_FILES = ["-d", "disable_classes=PDO,SQLite3"];

/** Illuminate/Database/Migrations/Migrator.php (runMigration, resolvePath). */
const SCRIPT = String.raw`${PHP_SCRIPT}${LARAVEL_TAPE_SCRIPT}
const KINDS = [
    'postgresql' => ['pgsql', 'PostgresConnection'],
    'mysql' => ['mysql', 'MySqlConnection'],
    'mariadb' => ['mysql', 'MySqlConnection'],
    'sqlite' => ['sqlite', 'SQLiteConnection'],
];
// What Laravel calls its own ways to the outside, which lead nowhere without the container's configuration, and PHP's to files.
const OUTSIDE = '/\b(?:Storage|File|Cache|Redis|Queue|Bus|Mail|Http|Event|Notification|Artisan|Process)::'
    . '|(?<![:>\w])(?:cache|dispatch|event|app|resolve|unlink|rmdir|mkdir|rename|copy|touch|file_put_contents|fopen)\(/';
function boot($asked) {
    foreach (['vendor/autoload.php', stream_resolve_include_path('Illuminate/autoload.php')] as $loader)
        if ($loader && is_file($loader)) { require_once $loader; break; }
    $app = require 'bootstrap/app.php';
    $app->afterResolving('db', function ($manager) use ($app, $asked) {
        $default = $app['config']['database.connections.' . $manager->getDefaultConnection()];
        $app['config']->set('database.connections.' . UNNAMED, $default);
        $manager->setDefaultConnection(UNNAMED);
        recordOn($manager, array_keys($app['config']['database.connections']), $asked);
    });
    $app->make(Illuminate\Contracts\Console\Kernel::class)->bootstrap();
    $app['db'];
    if (!class_exists('RecordingConnection', false)) throw new RuntimeException('its connections cannot be replaced');
    return $app;
}
function recordOn($manager, $names, $asked) {
    [$driver, $parent] = KINDS[$asked['dialect']];
    eval('class RecordingConnection extends Illuminate\Database\\' . $parent . ' { use Recording; }');
    foreach ($names as $name) {
        $manager->extend($name, function ($config) use ($asked, $driver, $name) {
            $before = Tape::$statements;
            $connection = new RecordingConnection(function () {}, 'none', $config['prefix'] ?? '', ['name' => $name, 'driver' => $driver] + $config);
            $connection->recordedVersion = $asked['version'];
            $connection->recordedMaria = $asked['dialect'] === 'mariadb';
            Tape::$statements = $before;
            return $connection;
        });
    }
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
    $text = file_get_contents($path);
    if (preg_match('/\b(?:get)?env\s*\(|\$_(?:ENV|SERVER)\b|\bconfig\s*\(|\bConfig::/', $text) === 1)
        doubt('it goes by the configuration or by variables, which it has not here');
    if (preg_match(OUTSIDE, $text, $found) === 1)
        doubt('it uses ' . trim($found[0], '(') . ', which may do more than SQL shows');
    $before = $app['db']->getDefaultConnection();
    try {
        if (preg_match('/\bnew\s+\\\\?(?:PDO|SQLite3)\b/', $text) === 1)
            throw new RuntimeException('it opens a database by itself');
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
