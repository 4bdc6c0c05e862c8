import type { ImageListing, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { listingOf } from "../runtimes/listing-answer.ts";
import { PHP_SCRIPT } from "../runtimes/php-script.ts";
import { markedJson } from "../runtimes/probe-output.ts";

/**
 * Lists the migrations with the image's own PHP, which splits them into tokens and runs none. Directories that packages
 * register at run time are not seen. The listing's `settings`: `table`, where config/database.php names it plainly.
 */
export function laravelListing({ migrationsDir }: ToolSettings): Probe<ImageListing> {
  const told = migrationsDir === undefined ? [] : [migrationsDir];
  return {
    purpose: PURPOSE,
    needs: "nothing",
    command: { argv: ["php", "-r", SCRIPT, "--", ...told], environment: {} },
    parse: (output) => listingOf(markedJson(output, PURPOSE), "neither artisan nor database/migrations"),
  };
}

const PURPOSE = "listing the Laravel migrations";

/**
 * Illuminate/Database/Migrations/Migrator.php: files are `*_*.php` in the directory itself, and
 * runMigration skips a method that is not there. Without the tokenizer extension every down counts as code.
 */
const SCRIPT = String.raw`${PHP_SCRIPT}
function downOf($text) {
    if (!function_exists('token_get_all')) return ['kind' => 'code'];
    $tokens = plain($text);
    $body = bodyOf($tokens, 'down');
    if ($body === null) {
        $own = preg_match('/(^|\\\\)Migration$/', (string) parentOf($tokens)) === 1;
        return $own ? ['kind' => 'absent', 'because' => 'it has no down'] : ['kind' => 'code'];
    }
    return judged($body);
}
function tableIn($file) {
    $text = is_file($file) ? preg_replace('~^\s*(//|#|\*|/\*).*$~m', '', file_get_contents($file)) : '';
    $plainly = '/[\'"]migrations[\'"]\s*=>\s*(?:\[\s*[\'"]table[\'"]\s*=>\s*)?[\'"]([^\'"]+)[\'"]/';
    if (preg_match($plainly, $text, $found) !== 1) return null;
    preg_match_all('/[\'"]prefix[\'"]\s*=>\s*[\'"]([^\'"]*)[\'"]/', $text, $prefixes);
    $different = array_unique($prefixes[1]);
    return (count($different) === 1 ? reset($different) : '') . $found[1];
}
function look($told) {
    if ($told === null && !is_file('artisan') && !is_dir('database/migrations'))
        return ['kind' => 'not-here', 'looked' => getcwd()];
    $directory = $told === null ? 'database/migrations' : $told;
    if (!is_dir($directory)) return ['kind' => 'no-directory', 'looked' => $directory];
    $files = [];
    foreach (scandir($directory) as $name) {
        $path = $directory . '/' . $name;
        if ($name[0] === '.' || preg_match('/_.*\.php$/s', $name) !== 1 || !is_file($path)) continue;
        $files[] = ['name' => $name, 'down' => downOf(file_get_contents($path))];
    }
    $table = $told === null ? tableIn('config/database.php') : null;
    $settings = $table === null ? new stdClass() : ['table' => $table];
    return ['kind' => 'listing', 'listing' => ['directory' => realpath($directory), 'files' => $files, 'settings' => $settings]];
}
try {
    answer(look(isset($argv[1]) ? $argv[1] : null));
} catch (Throwable $error) {
    answer(['kind' => 'failed', 'message' => substr($error->getMessage(), 0, 300)]);
}
`;
