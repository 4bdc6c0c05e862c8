import type { ImageListing, Probe, ToolSettings } from "../ports.ts";
import { listingOf } from "./listing-answer.ts";
import { MARK, markedJson } from "./probe-output.ts";

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
 * For PHP 7.2 and later. Illuminate/Database/Migrations/Migrator.php: files are `*_*.php` in the directory itself, and
 * runMigration skips a method that is not there. Without the tokenizer extension every down counts as code.
 */
const SCRIPT = String.raw`
function answer($value) {
    $text = json_encode($value, JSON_INVALID_UTF8_SUBSTITUTE);
    $parts = array_map(function ($part) { return '${MARK}part ' . $part . "\n"; }, str_split($text, 8000));
    fwrite(STDOUT, "\n" . implode('', $parts) . '${MARK}end' . "\n");
    exit(0);
}
function plain($text) {
    $skipped = [T_WHITESPACE, T_COMMENT, T_DOC_COMMENT, T_OPEN_TAG, T_INLINE_HTML];
    $kept = [];
    foreach (token_get_all($text) as $token) {
        if (!is_array($token)) $kept[] = [null, $token];
        elseif (!in_array($token[0], $skipped, true)) $kept[] = $token;
    }
    return $kept;
}
function closing($tokens, $at) {
    $depth = 0;
    $opening = [T_CURLY_OPEN, T_DOLLAR_OPEN_CURLY_BRACES];
    for ($end = $at; $end < count($tokens); $end++) {
        if ($tokens[$end][1] === '{' && $tokens[$end][0] === null || in_array($tokens[$end][0], $opening, true)) $depth++;
        if ($tokens[$end][1] === '}' && $tokens[$end][0] === null && --$depth === 0) return $end;
    }
    return count($tokens);
}
function bodyOf($tokens, $name) {
    for ($at = 0; $at + 1 < count($tokens); $at++) {
        if ($tokens[$at][0] !== T_FUNCTION || strtolower($tokens[$at + 1][1]) !== $name) continue;
        while ($at < count($tokens) && $tokens[$at][1] !== '{') $at++;
        return array_slice($tokens, $at + 1, closing($tokens, $at) - $at - 1);
    }
    return null;
}
function parentOf($tokens) {
    foreach ($tokens as $at => $token) {
        if ($token[0] === T_EXTENDS) {
            $name = '';
            for ($next = $at + 1; $next < count($tokens) && $tokens[$next][1] !== '{'; $next++) {
                if ($tokens[$next][0] === T_IMPLEMENTS) break;
                $name .= $tokens[$next][1];
            }
            return $name;
        }
    }
    return null;
}
function isNothing($tokens) {
    $text = strtolower(implode('', array_map(function ($token) { return $token[1]; }, $tokens)));
    return preg_match('/^(;|return(null|true|false)?;)*$/', $text) === 1;
}
function downOf($text) {
    if (!function_exists('token_get_all')) return ['kind' => 'code'];
    $tokens = plain(preg_replace('/^\xEF\xBB\xBF/', '', $text));
    $body = bodyOf($tokens, 'down');
    if ($body === null) {
        $own = preg_match('/(^|\\\\)Migration$/', (string) parentOf($tokens)) === 1;
        return $own ? ['kind' => 'absent', 'because' => 'it has no down'] : ['kind' => 'code'];
    }
    if (isNothing($body)) return ['kind' => 'absent', 'because' => 'its down is empty'];
    if ($body[0][0] !== T_THROW) return ['kind' => 'code'];
    $texts = array_values(array_filter($body, function ($token) { return $token[0] === T_CONSTANT_ENCAPSED_STRING; }));
    $message = $texts ? ': ' . substr(trim($texts[0][1], '\'"'), 0, 200) : '';
    return ['kind' => 'refused', 'because' => 'its down only throws' . $message];
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
