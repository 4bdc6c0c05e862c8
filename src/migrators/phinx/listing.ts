import type { ImageListing, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { listingOf } from "../runtimes/listing-answer.ts";
import { PHP_SCRIPT } from "../runtimes/php-script.ts";
import { markedJson } from "../runtimes/probe-output.ts";

/**
 * Lists the migrations with the image's own PHP, which splits them into tokens and runs none; so it does not run
 * phinx.php either, and a directory that is not db/migrations has to be named.
 */
export function phinxListing({ migrationsDir }: ToolSettings): Probe<ImageListing> {
  const told = migrationsDir === undefined ? [] : [migrationsDir];
  return {
    purpose: PURPOSE,
    needs: "nothing",
    command: { argv: ["php", "-r", SCRIPT, "--", ...told], environment: {} },
    parse: (output) => listingOf(markedJson(output, PURPOSE), "no phinx.php, phinx.json or phinx.yml"),
  };
}

const PURPOSE = "listing the Phinx migrations";

/**
 * src/Phinx/Migration/Manager/Environment.php: a `change` is inverted, whatever else there is; Util.php: which names
 * are migrations. `table` is what stands plainly in the configuration.
 */
const SCRIPT = String.raw`${PHP_SCRIPT}
function downOf($text) {
    if (!function_exists('token_get_all')) return ['kind' => 'code'];
    $tokens = plain($text);
    if (bodyOf($tokens, 'change') !== null) return ['kind' => 'code'];
    $body = bodyOf($tokens, 'down');
    if ($body !== null) return judged($body);
    $own = preg_match('/(^|\\\\)AbstractMigration$/', (string) parentOf($tokens)) === 1;
    return $own ? ['kind' => 'absent', 'because' => 'it has no down'] : ['kind' => 'code'];
}
function configuration() {
    $names = ['phinx.php', 'phinx.json', 'phinx.yaml', 'phinx.yml'];
    foreach ($names as $name) if (is_file($name)) return $name;
    return null;
}
function tableIn($file) {
    $plainly = '/(?:default_)?migration_table[\'"]?\s*(?:=>|:)\s*[\'"]?(\w[\w.]*)/';
    return preg_match_all($plainly, file_get_contents($file), $found) === 1 ? $found[1][0] : null;
}
function look($told) {
    $file = configuration();
    if ($told === null && $file === null) return ['kind' => 'not-here', 'looked' => getcwd()];
    $directory = $told === null ? 'db/migrations' : $told;
    if (!is_dir($directory)) return ['kind' => 'no-directory', 'looked' => $directory];
    $files = [];
    foreach (scandir($directory) as $name) {
        $path = $directory . '/' . $name;
        if (preg_match('/^\d+(_\w+)?\.php$/i', $name) !== 1 || !is_file($path)) continue;
        $files[] = ['name' => $name, 'down' => downOf(file_get_contents($path))];
    }
    $table = $told === null ? tableIn($file) : null;
    $settings = $table === null ? new stdClass() : ['table' => $table];
    return ['kind' => 'listing', 'listing' => ['directory' => realpath($directory), 'files' => $files, 'settings' => $settings]];
}
try {
    answer(look(isset($argv[1]) ? $argv[1] : null));
} catch (Throwable $error) {
    answer(['kind' => 'failed', 'message' => substr($error->getMessage(), 0, 300)]);
}
`;
