import type { Migrator } from "../../ports/migrator.ts";
import { ledgerProbe, ownConnection } from "../ledger/probe.ts";
import { PHP_SCRIPT } from "../runtimes/php-script.ts";
import { laravelLedger } from "./ledger.ts";

/** Over the application's default connection. */
const OVER_DEFAULT = String.raw`${PHP_SCRIPT}
function said($error, $password = null) {
    $text = substr(strtok(trim($error->getMessage()), "\n"), 0, 300);
    return $password ? str_replace($password, '***', $text) : $text;
}
function answered($pdo, $statements) {
    $answers = [];
    try {
        foreach ($statements as $one) {
            if (isset($one['when']) && empty($answers[$one['when']])) continue;
            $result = $pdo->query($one['text']);
            $answers[$one['name']] = $result->columnCount() > 0 ? $result->fetchAll(PDO::FETCH_ASSOC) : [];
        }
        return [$answers, null];
    } catch (Throwable $error) {
        return [$answers, said($error)];
    }
}
function lookOver($app, $told) {
    $connection = $app->make('db')->connection();
    $families = ['pgsql' => 'postgresql', 'mysql' => 'mysql', 'mariadb' => 'mysql'];
    $driver = $connection->getDriverName();
    if (!isset($families[$driver])) return ['kind' => 'no-settings', 'message' => 'its driver is ' . $driver];
    try {
        $pdo = $connection->getPdo();
    } catch (Throwable $error) {
        return ['kind' => 'failed', 'message' => said($error, $connection->getConfig('password'))];
    }
    $pdo->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
    $family = $families[$driver];
    list($answers, $error) = answered($pdo, $told['statements'][$family]);
    $host = $connection->getConfig('host');
    return ['kind' => 'answers', 'family' => $family, 'host' => is_array($host) ? $host[0] : $host,
        'answers' => (object) $answers, 'error' => $error];
}
`;

/** Once the application has started, as artisan starts it. */
const SCRIPT = String.raw`${OVER_DEFAULT}
function look($told) {
    $files = ['vendor/autoload.php', 'bootstrap/app.php'];
    foreach ($files as $file)
        if (!is_file($file)) return ['kind' => 'no-settings', 'message' => 'no ' . $file . ' in ' . getcwd()];
    require 'vendor/autoload.php';
    $app = require 'bootstrap/app.php';
    $app->make('Illuminate\Contracts\Console\Kernel')->bootstrap();
    return lookOver($app, $told);
}
try {
    answer(look(json_decode($argv[1], true)));
} catch (Throwable $error) {
    answer(['kind' => 'failed', 'message' => said($error)]);
}
`;

export const laravelLedgerProbe: NonNullable<Migrator["ledgerProbe"]> = ledgerProbe(laravelLedger, {
  by: "the image's own Laravel",
  command: (told) => ({ argv: ["php", "-r", SCRIPT, "--", told], environment: {} }),
});

/** Once artisan itself has listed its commands, which ends its process: what it sets, its other commands go by too. */
const AFTER_ARTISAN = String.raw`${OVER_DEFAULT}
register_shutdown_function(function () use ($argv) {
    try {
        answer(lookOver(Illuminate\Container\Container::getInstance(), json_decode($argv[1], true)));
    } catch (Throwable $error) {
        answer(['kind' => 'failed', 'message' => said($error)]);
    }
});
$_SERVER['argv'] = ['artisan', 'list', '--quiet'];
$_SERVER['argc'] = 3;
require 'artisan';
`;

export const laravelOwnConnection: NonNullable<Migrator["ownConnection"]> = ownConnection(laravelLedger, {
  by: "the image's own artisan",
  command: (told) => ({ argv: ["php", "-r", AFTER_ARTISAN, "--", told], environment: {} }),
});
