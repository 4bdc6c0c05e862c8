/**
 * `Tape`, where `write($statement)` and `doubt($why)` go, and `Recording`: what makes a connection of Laravel's own kind
 * write down instead of sending, its transactions as it would nest them. Illuminate/Database/Connection.php and
 * Illuminate/Database/Concerns/ManagesTransactions.php.
 */
export const LARAVEL_TAPE_SCRIPT: string = String.raw`
// The default connection under a name that nobody can have meant: which one it is in the container, nothing tells here.
const UNNAMED = 'unnamed by the migration';
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
`;
